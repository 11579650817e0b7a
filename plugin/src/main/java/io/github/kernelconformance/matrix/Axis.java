package io.github.kernelconformance.matrix;

import java.util.Objects;

/**
 * A direction in which the cells of a contract differ. It is data: what knows cells in general
 * reads it from the cells, or from a report.
 *
 * @param name the word in parameters and reports, for example {@code n}
 * @param title the word for people, for example {@code Rows of x}
 * @param label what stands before a value in ids, for example {@code N=}; may be empty
 * @param omitted the value that ids leave out, as they would spell it; empty if they name every
 *     value
 * @param role what the axis is to those who sort, group and draw cells
 */
public record Axis(String name, String title, String label, String omitted, Role role) {

  /** What an axis is to those who sort, group and draw cells. */
  public enum Role {
    /**
     * The kind of problem, such as a quantization mode. A group of failing cells always tells it.
     */
    MODE("mode"),
    /** The scalar type of most arrays. */
    TYPE("type"),
    /** The kernel that runs. */
    VARIANT("variant"),
    /** The path inside the kernel, which other axes imply. Ids do not name it. */
    BRANCH("branch"),
    /** A choice that failures may depend on. */
    CHOICE("choice"),
    /** How much is done at once, such as a batch. Failures rarely depend on it. */
    EXTENT("extent"),
    /** A size, whose neighbours belong together. Failures often depend on it. */
    SIZE("size"),
    /** How inputs are made. Failures rarely depend on it. */
    PATTERN("pattern");

    private final String id;

    Role(String id) {
      this.id = id;
    }

    /** The spelling in reports. */
    public String id() {
      return id;
    }
  }

  /** Checks that all is there. */
  public Axis {
    Objects.requireNonNull(name);
    Objects.requireNonNull(title);
    Objects.requireNonNull(label);
    Objects.requireNonNull(omitted);
    Objects.requireNonNull(role);
  }

  /** An axis whose values ids always name, without a label. */
  public static Axis of(String name, String title, Role role) {
    return new Axis(name, title, "", "", role);
  }

  /** Whether the values are numbers, whose neighbours belong together. */
  public boolean isSize() {
    return role == Role.SIZE;
  }

  /** Whether ids name a value. */
  public boolean names(Object value) {
    return role != Role.BRANCH && !omitted.equals(value.toString());
  }

  /** A value as ids spell it, for example {@code N=5}. */
  public String segment(Object value) {
    return label + value;
  }

  /** The axis as groups of failing cells name it, for example {@code N}. */
  public String word() {
    return label.endsWith("=") ? label.substring(0, label.length() - 1) : name;
  }
}
