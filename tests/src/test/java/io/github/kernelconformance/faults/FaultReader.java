package io.github.kernelconformance.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the resources {@code faults}; their README has the format. */
final class FaultReader {

  private static final List<String> CONTRACTS =
      List.of("fp_qmv", "softmax", "rms_norm", "matmul", "inclusive_scan");

  private final String contract;
  private final List<Fault> faults = new ArrayList<>();
  private String name = "";
  private String cells = "**";
  private String kind = "";
  private String told = "";
  private List<Edit> edits = new ArrayList<>();
  private List<String> aside = new ArrayList<>();
  private List<String> also = new ArrayList<>();
  private String file = "";
  private String after = "";
  private final List<String> right = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  private FaultReader(String contract) {
    this.contract = contract;
  }

  /** All faults, by kernel. */
  static List<Fault> all() throws IOException {
    List<Fault> all = new ArrayList<>();
    for (String contract : CONTRACTS) {
      all.addAll(new FaultReader(contract).read());
    }
    return all;
  }

  private List<Fault> read() throws IOException {
    try (InputStream resource =
        FaultReader.class.getResourceAsStream(
            "/io/github/kernelconformance/faults/%s.txt".formatted(contract))) {
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(it -> !it.isBlank() && !it.startsWith("#")).forEach(this::line);
    }
    endFault();
    return faults;
  }

  private void line(String line) {
    if (line.startsWith("-")) {
      right.add(rest(line, 2));
    } else if (line.startsWith("+")) {
      wrong.add(rest(line, 2));
    } else {
      String value = rest(line, line.indexOf(':') + 2);
      switch (line.substring(0, line.indexOf(':'))) {
        case "fault" -> {
          endFault();
          name = value;
        }
        case "cells" -> cells = value;
        case "kind" -> kind = value;
        case "told" -> told = value;
        case "edit" -> {
          endEdit();
          file = value;
        }
        case "after" -> after = value;
        case "aside" -> aside.add(value);
        case "also" -> also.add(value);
        default -> throw new IllegalStateException(line);
      }
    }
  }

  private static String rest(String line, int from) {
    return from < line.length() ? line.substring(from) : "";
  }

  private void endEdit() {
    if (!file.isEmpty()) {
      edits.add(new Edit(file, after, String.join("\n", right), String.join("\n", wrong)));
    }
    file = "";
    after = "";
    right.clear();
    wrong.clear();
  }

  private void endFault() {
    endEdit();
    if (!name.isEmpty()) {
      List<List<String>> words =
          Arrays.stream(told.split(" ", -1))
              .map(it -> List.of(it.split("\\|", -1)))
              .collect(Collectors.toList());
      faults.add(new Fault(contract, name, cells, kind, words, edits, aside, also));
    }
    edits = new ArrayList<>();
    aside = new ArrayList<>();
    also = new ArrayList<>();
  }
}
