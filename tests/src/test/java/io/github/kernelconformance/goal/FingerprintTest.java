package io.github.kernelconformance.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.matrix.CellFilter;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A parameter that is missing in the digest would give a stale verdict. */
class FingerprintTest {

  private static final Request REQUEST =
      Projects.request(Path.of("project"), Projects.axes().modes("mxfp4,affine-b4-g32").build());

  @Test
  void equalRequestsHaveEqualDigests() {
    Request again =
        Projects.request(Path.of("project"), Projects.axes().modes("mxfp4,affine-b4-g32").build());

    assertThat(Fingerprint.digested(again)).isEqualTo(Fingerprint.digested(REQUEST));
  }

  /** Each component of the request and of all that it is made of; one that is new is among them. */
  @Test
  void whateverIsDifferentIsSeenUnlessItIsAnException() {
    Map<String, Record> others = new LinkedHashMap<>();
    vary(REQUEST, others);
    Set<String> unseen = new TreeSet<>();
    others.forEach(
        (name, other) -> {
          if (Fingerprint.digested((Request) other).equals(Fingerprint.digested(REQUEST))) {
            unseen.add(name);
          }
        });

    assertThat(others.keySet())
        .contains("Sources.defines", "Selection.cells", "Request.timeout", "MetalRequest.mathMode")
        .hasSizeGreaterThan(25);
    // The other exceptions are no values that can be varied.
    assertThat(unseen)
        .isEqualTo(Set.of("Request.force", "Request.forks", "MetallibSettings.environment"));
    assertThat(Fingerprint.EXCEPTIONS.keySet())
        .containsAll(unseen)
        .contains("Request.locator", "Request.surroundings")
        .hasSize(5);
  }

  /** For each component a copy of the record in which it alone is different. */
  private static void vary(Record record, Map<String, Record> others) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String name = record.getClass().getSimpleName() + "." + component.getName();
      Object value = value(component, record);
      if (value instanceof Record inner && !name.equals("Request.surroundings")) {
        Map<String, Record> inners = new LinkedHashMap<>();
        vary(inner, inners);
        inners.forEach((key, other) -> others.put(key, with(record, component, other)));
      } else {
        Object other = other(value);
        if (other != null) {
          others.put(name, with(record, component, other));
        } else {
          assertThat(name).isIn("Request.locator", "Request.surroundings");
        }
      }
    }
  }

  /** A value that is not equal; null if that takes more than a value. */
  private static Object other(Object value) {
    if (value instanceof String text) {
      return text + "x";
    }
    if (value instanceof Path path) {
      return path.resolve("x");
    }
    if (value instanceof Integer number) {
      return number + 1;
    }
    if (value instanceof Character letter) {
      return letter == 'd' ? 's' : 'd';
    }
    if (value instanceof Boolean flag) {
      return !flag;
    }
    if (value instanceof List<?> list) {
      List<Object> other = new ArrayList<>(list);
      if (other.isEmpty()) {
        other.add("x");
      } else {
        other.remove(0);
      }
      return other;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> other = new LinkedHashMap<>(map);
      other.put("x", "y");
      return other;
    }
    if (value instanceof CellFilter) {
      return CellFilter.parse("**/normal");
    }
    return null;
  }

  private static Record with(Record record, RecordComponent changed, Object other) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values =
        Arrays.stream(components)
            .map(it -> it.getName().equals(changed.getName()) ? other : value(it, record))
            .toArray();
    try {
      Constructor<? extends Record> constructor =
          record
              .getClass()
              .getDeclaredConstructor(
                  Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object value(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
