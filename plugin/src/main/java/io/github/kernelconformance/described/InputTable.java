package io.github.kernelconformance.described;

import io.github.kernelconformance.contract.Arithmetic;
import io.github.kernelconformance.contract.ContractException;
import io.github.kernelconformance.contract.Layout;
import io.github.kernelconformance.contract.Tracked;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The inputs as a reference reads them. A name is first looked for by identity: a contract has it
 * as a literal, and reads millions of elements.
 */
final class InputTable {

  /** Numbers that are read often are made once, unless there are more than these. */
  private static final int KEPT = 1 << 16;

  /** The place of what is not there. */
  private static final int BEYOND = -2;

  private final String[] names;
  private final Elements[] inputs;
  private final Tracked[][] kept;
  private final Arithmetic arithmetic;
  private final Reads reads;
  private final Elements[] others;

  InputTable(Map<String, Elements> elements, Arithmetic arithmetic, Reads reads) {
    this.reads = reads;
    names = elements.keySet().toArray(String[]::new);
    inputs = elements.values().toArray(Elements[]::new);
    others = new Elements[reads.others().isEmpty() ? 0 : names.length];
    Arrays.setAll(others, i -> reads.others().get(names[i]));
    kept = new Tracked[names.length][];
    this.arithmetic = arithmetic;
    for (int i = 0; i < inputs.length; i++) {
      int count = inputs[i].reals().length;
      kept[i] = new Tracked[count <= KEPT ? count : 0];
    }
  }

  Tracked at(String name) {
    int input = find(name);
    return exact(input, inputs[input].reals().length == 1 ? 0 : place(input));
  }

  Tracked at(String name, int i) {
    int input = find(name);
    int[] sizes = inputs[input].sizes();
    boolean within = sizes.length == 1 && i >= 0 && i < sizes[0];
    return exact(input, within ? i : place(input, i));
  }

  Tracked at(String name, int i, int j) {
    int input = find(name);
    int[] sizes = inputs[input].sizes();
    boolean within = sizes.length == 2 && i >= 0 && i < sizes[0] && j >= 0 && j < sizes[1];
    return exact(input, within ? i * sizes[1] + j : place(input, i, j));
  }

  Tracked at(String name, int... index) {
    int input = find(name);
    return exact(input, place(input, index));
  }

  long integer(String name, int... index) {
    int input = find(name);
    Elements elements = inputs[input];
    if (elements.type() instanceof Layout) {
      throw blocks(name);
    }
    int place = place(input, index);
    if (place == BEYOND) {
      return 0;
    }
    int bytes = elements.bytes().length / elements.reals().length;
    double value = elements.reals()[place];
    return bytes < Long.BYTES
        ? (long) value
        : Encoding.buffer(elements.bytes()).getLong(place * bytes);
  }

  BlockReader block(String name, int... index) {
    int input = find(name);
    if (inputs[input].type() instanceof Layout layout) {
      int start = place(input, index) * layout.bytes();
      return new BlockReader(layout, Encoding.buffer(inputs[input].bytes()), start, arithmetic);
    }
    throw new ContractException(
        "%s is not made of blocks; read it with c.at(\"%s\", ...)".formatted(name, name));
  }

  int size(String name, int dimension) {
    int[] sizes = inputs[find(name)].sizes();
    return sizes[dimension];
  }

  boolean has(String name) {
    return List.of(names).contains(name);
  }

  private Tracked exact(int input, int place) {
    if (place == BEYOND) {
      return arithmetic.exact(0);
    }
    if (others.length > 0 && others[input] != null && reads.otherwise()) {
      return arithmetic.exact(others[input].reals()[place]);
    }
    Tracked[] made = kept[input];
    if (made.length == 0) {
      Elements elements = inputs[input];
      if (elements.type() instanceof Layout) {
        throw blocks(names[input]);
      }
      return arithmetic.exact(elements.reals()[place]);
    }
    Tracked known = made[place];
    if (known == null) {
      known = arithmetic.exact(inputs[input].reals()[place]);
      made[place] = known;
    }
    return known;
  }

  private int find(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == name) {
        return i;
      }
    }
    int i = List.of(names).indexOf(name);
    if (i < 0) {
      throw new ContractException(
          "There is no input %s. There are: %s".formatted(name, Names.list(List.of(names))));
    }
    return i;
  }

  private int place(int input, int... index) {
    Elements elements = inputs[input];
    int place = index.length == elements.sizes().length ? elements.place(index) : -1;
    if (place < 0) {
      if (index.length == elements.sizes().length && reads.beyond()) {
        return BEYOND;
      }
      throw new ContractException(
          "%s has no element %s: its sizes are %s"
              .formatted(names[input], Arrays.toString(index), Arrays.toString(elements.sizes())));
    }
    return place;
  }

  private static ContractException blocks(String name) {
    return new ContractException(
        "%s is made of blocks; read one with c.block(\"%s\", ...)".formatted(name, name));
  }
}
