package io.github.kernelconformance.matrix;

/**
 * One point of the matrix: a kernel of a contract at some coordinates. What the coordinates mean,
 * the contract alone knows.
 */
public final class Cell {

  private final String contract;
  private final boolean qualified;
  private final Coordinates at;
  private final String kernel;
  private final boolean routed;
  private final String id;

  /**
   * A cell.
   *
   * @param contract the contract's name, for example {@code fp_qmv}
   * @param qualified whether ids start with the contract's name
   * @param kernel the host name of the kernel that runs, for example {@code
   *     mxfp4_qmv_float_gs_32_b_4_batch_0}
   * @param routed whether a host would choose this kernel here
   */
  public Cell(String contract, boolean qualified, Coordinates at, String kernel, boolean routed) {
    this.contract = contract;
    this.qualified = qualified;
    this.at = at;
    this.kernel = kernel;
    this.routed = routed;
    String place = at.id();
    id = qualified ? place.isEmpty() ? contract : contract + "/" + place : place;
  }

  /**
   * The id, for example {@code mxfp4/float32/qmv/N=5/K=512/normal} or {@code
   * rms_norm/float/rows=1/n=31/normal}. No two cells of a build have one id, and an id stays what
   * it is when a contract is added to a build.
   */
  public String id() {
    return id;
  }

  /** The contract's name. */
  public String contract() {
    return contract;
  }

  /** Whether ids start with the contract's name. */
  public boolean qualified() {
    return qualified;
  }

  /** The coordinates. */
  public Coordinates at() {
    return at;
  }

  /** The host name of the kernel that runs. */
  public String kernel() {
    return kernel;
  }

  /** Whether a host would choose this kernel here. */
  public boolean routed() {
    return routed;
  }

  /** The kernel's name among those of the contract; empty if there is one. */
  public String variant() {
    return at.of(Axis.Role.VARIANT);
  }

  /** The path inside the kernel that the cell takes; empty if the contract tells none. */
  public String branch() {
    return at.of(Axis.Role.BRANCH);
  }

  /** How the inputs are made; empty if the contract has one way. */
  public String pattern() {
    return at.of(Axis.Role.PATTERN);
  }

  /** The suite that the cell belongs to: the contract, and the mode if there are modes. */
  public String suite() {
    String mode = at.of(Axis.Role.MODE);
    return mode.isEmpty() ? contract : contract + "." + mode;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Cell cell
            && id.equals(cell.id)
            && contract.equals(cell.contract)
            && qualified == cell.qualified
            && routed == cell.routed
            && kernel.equals(cell.kernel)
            && at.equals(cell.at);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }
}
