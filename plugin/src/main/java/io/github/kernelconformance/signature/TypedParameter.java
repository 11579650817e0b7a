package io.github.kernelconformance.signature;

import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.msl.SourceLocation;
import java.util.Optional;

/**
 * A parameter of a kernel with what a device knows of it.
 *
 * @param declared as its author wrote it; its type may name template parameters
 * @param index by which the device binds it, for {@code [[buffer(2)]]} 2; -1 where it does not
 * @param reference whether it leads to exactly one value or array, not to any number of them
 * @param element what it points to; empty where the device does not tell, and for what points to
 *     nothing
 * @param used whether the kernel uses it, so that it needs an argument; true where that is not
 *     known
 */
public record TypedParameter(
    Parameter declared,
    AddressSpace space,
    int index,
    boolean reference,
    Access access,
    Optional<ElementType> element,
    Presence presence,
    boolean used) {

  /** What the declaration alone tells: no size, and nothing that the name of a type hides. */
  public static TypedParameter of(Parameter declared) {
    AddressSpace space = AddressSpace.of(declared);
    return new TypedParameter(
        declared,
        space,
        declared.index(),
        declared.type().contains("&"),
        Access.of(declared.type(), space),
        Optional.empty(),
        declared.functionConstant().isEmpty() ? Presence.PRESENT : Presence.UNKNOWN,
        true);
  }

  /** Empty where it has none. */
  public String name() {
    return declared.name();
  }

  /** Where it is declared. */
  public SourceLocation where() {
    return declared.location();
  }

  /**
   * The declaration as its author wrote it, without attributes, for example {@code device const
   * float* w}. Of an array the declarator stands around the name: {@code constant int (&a)[4]}.
   */
  public String spelling() {
    String type = declared.type();
    int declarator = type.indexOf("(&)");
    if (declarator < 0) {
      return name().isEmpty() ? type : type + " " + name();
    }
    return "%s (&%s%s"
        .formatted(
            type.substring(0, declarator).stripTrailing(),
            name(),
            type.substring(declarator + "(&".length()));
  }

  /** Whether a host supplies the value, if the parameter exists. */
  public boolean isArgument() {
    return space != AddressSpace.COMPUTED;
  }

  /** The same with what a compiler says of its type. */
  public TypedParameter typed(Optional<ElementType> type, boolean isReference, Access itsAccess) {
    return new TypedParameter(declared, space, index, isReference, itsAccess, type, presence, used);
  }

  /** The same where it is known whether it exists. */
  public TypedParameter present(boolean exists) {
    return new TypedParameter(
        declared,
        space,
        index,
        reference,
        access,
        element,
        exists ? Presence.PRESENT : Presence.ABSENT,
        used);
  }

  /** The same as a device binds it. */
  public TypedParameter bound(AddressSpace itsSpace, int itsIndex, boolean isUsed) {
    return new TypedParameter(
        declared, itsSpace, itsIndex, reference, access, element, presence, isUsed);
  }
}
