package io.github.kernelconformance.signature;

import io.github.kernelconformance.msl.NearMiss;
import io.github.kernelconformance.signature.Declared.Role;
import io.github.kernelconformance.signature.SignatureProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares what a contract gives a kernel with what the kernel takes.
 *
 * <p>Only sizes of types are compared, for kernels reinterpret what they are given: {@code uint}
 * for {@code float}, {@code float4} for {@code float}, {@code char} for anything. What a device
 * does not tell is no problem, and no agreement either: {@link #unchecked} names it.
 */
public final class SignatureCheck {

  private final Signature signature;
  private final List<Declared> contract;
  private final List<SignatureProblem> problems = new ArrayList<>();

  private SignatureCheck(List<Declared> contract, Signature signature) {
    this.contract = contract;
    this.signature = signature;
  }

  /**
   * What differs, in the order of the contract; then what only the kernel has, in its order.
   *
   * @param contract no two of one name
   */
  public static List<SignatureProblem> compare(List<Declared> contract, Signature signature) {
    SignatureCheck check = new SignatureCheck(contract, signature);
    contract.forEach(check::declared);
    signature.parameters().forEach(check::parameter);
    return List.copyOf(check.problems);
  }

  /**
   * What of the contract's arguments could not be compared, since the device does not tell. Of what
   * the kernel does not use, nothing matters.
   */
  public static List<Unchecked> unchecked(List<Declared> contract, Signature signature) {
    List<Unchecked> unchecked = new ArrayList<>();
    for (Declared it : contract) {
      Optional<TypedParameter> found = signature.parameter(it.name());
      if (found.isEmpty() || it.role() == Role.UNBOUND || !found.get().isArgument()) {
        continue;
      }
      if (!found.get().used()) {
        continue;
      }
      List<String> unknown = unknown(it, found.get());
      if (!unknown.isEmpty()) {
        unchecked.add(new Unchecked(signature.kernel(), found.get().where(), it.name(), unknown));
      }
    }
    return unchecked;
  }

  private static List<String> unknown(Declared declared, TypedParameter parameter) {
    List<String> unknown = new ArrayList<>();
    if (parameter.presence() == Presence.UNKNOWN) {
      unknown.add("whether it exists");
    }
    if (parameter.space() == AddressSpace.UNKNOWN) {
      unknown.add("its address space");
    }
    if (parameter.element().isEmpty() && declared.elementBytes() > 0) {
      unknown.add("the size of its type");
    }
    if (parameter.access() == Access.UNKNOWN && declared.role().isWritten()) {
      unknown.add("whether it can be written");
    }
    return unknown;
  }

  private void declared(Declared it) {
    Optional<TypedParameter> found = signature.parameter(it.name());
    if (found.isEmpty()) {
      missing(it);
    } else if (found.get().presence() == Presence.ABSENT) {
      absent(it, found.get());
    } else if (it.role() != Role.UNBOUND) {
      typed(it, found.get());
    }
  }

  private void missing(Declared it) {
    if (it.role() == Role.UNBOUND || it.optional()) {
      return; // nothing is lost if the kernel does without it
    }
    List<String> taken =
        signature.parameters().stream()
            .filter(TypedParameter::isArgument)
            .map(TypedParameter::name)
            .filter(name -> !name.isEmpty())
            .toList();
    List<String> free = taken.stream().filter(name -> !isGiven(name)).toList();
    add(
        Kind.MISSING,
        it.name(),
        "the kernel has no argument of this name" + hint(it.name(), free),
        Side.of(it, ""),
        new Side(taken.isEmpty() ? "takes nothing" : "takes " + String.join(", ", taken), ""));
  }

  /** A kernel may do without an input that it knows; an output it would never write. */
  private void absent(Declared it, TypedParameter parameter) {
    if (it.role().isWritten() && !it.optional()) {
      add(
          Kind.MISSING,
          it.name(),
          "the kernel has this argument only where the function constant '%s' is true"
              .formatted(parameter.declared().functionConstant()),
          Side.of(it, ""),
          Side.of(parameter, "does not exist"));
    }
  }

  private void typed(Declared it, TypedParameter parameter) {
    AddressSpace space = parameter.space();
    if (space != AddressSpace.UNKNOWN && !fits(it.role(), space)) {
      add(
          Kind.ADDRESS_SPACE,
          it.name(),
          "another address space",
          Side.of(it, wanted(it.role())),
          Side.of(parameter, computed(parameter)));
      return;
    }
    if (it.role().isWritten() && space == AddressSpace.CONSTANT) {
      add(
          Kind.ADDRESS_SPACE,
          it.name(),
          "written, but in constant memory, which no kernel can write",
          Side.of(it, AddressSpace.DEVICE.words()),
          Side.of(parameter, space.words()));
    } else if (it.role().isWritten() && parameter.access() == Access.READ_ONLY) {
      add(
          Kind.READ_ONLY,
          it.name(),
          "written, but read-only in the kernel",
          Side.of(it, "written"),
          Side.of(parameter, "read-only"));
    }
    Optional<ElementType> type = parameter.element();
    if (type.isPresent() && !SizeRule.fits(it.elementBytes(), type.get(), parameter.reference())) {
      add(
          Kind.SIZE,
          it.name(),
          "another size of type",
          Side.of(it, ElementType.ofSize(it.elementBytes()).words()),
          Side.of(parameter, type.get().words()));
    }
  }

  private static boolean fits(Role role, AddressSpace space) {
    return role == Role.THREADGROUP ? space == AddressSpace.THREADGROUP : space.isBuffer();
  }

  private static String wanted(Role role) {
    return role == Role.THREADGROUP
        ? AddressSpace.THREADGROUP.words()
        : role.isWritten() ? AddressSpace.DEVICE.words() : "device or constant memory";
  }

  private static String computed(TypedParameter parameter) {
    return parameter.space() == AddressSpace.COMPUTED || parameter.space() == AddressSpace.OTHER
        ? "%s, [[%s]]".formatted(parameter.space().words(), parameter.declared().attribute())
        : parameter.space().words();
  }

  /** What may not exist, and what the kernel does not use, needs no argument. */
  private void parameter(TypedParameter it) {
    boolean needed = it.isArgument() && it.presence() == Presence.PRESENT && it.used();
    if (!needed || isGiven(it.name())) {
      return;
    }
    List<String> free =
        contract.stream()
            .map(Declared::name)
            .filter(name -> signature.parameter(name).isEmpty())
            .toList();
    add(
        Kind.UNKNOWN,
        it.name().isEmpty() ? "an argument without a name" : it.name(),
        "the contract gives no argument of this name" + hint(it.name(), free),
        new Side(
            contract.isEmpty()
                ? "gives nothing"
                : "gives "
                    + contract.stream().map(Declared::name).collect(Collectors.joining(", ")),
            ""),
        Side.of(it, ""));
  }

  private boolean isGiven(String name) {
    return contract.stream().anyMatch(it -> it.name().equals(name));
  }

  private static String hint(String name, List<String> free) {
    Optional<String> near =
        free.stream()
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .or(() -> NearMiss.of(name, free, 1).stream().findFirst());
    return near.map(it -> "; did you mean '" + it + "'?").orElse("");
  }

  /** One side of a difference. */
  private record Side(String text, String detail) {

    private static Side of(Declared declared, String detail) {
      return new Side(declared.spelling(), joined(detail, declared.where()));
    }

    private static Side of(TypedParameter parameter, String detail) {
      return new Side(parameter.spelling(), joined(detail, String.valueOf(parameter.where())));
    }

    private static String joined(String detail, String where) {
      return detail.isEmpty() || where.isEmpty() ? detail + where : detail + "; " + where;
    }
  }

  private void add(Kind kind, String name, String sentence, Side given, Side taken) {
    problems.add(
        new SignatureProblem(
            kind,
            signature.kernel(),
            signature.where(),
            name,
            name + ": " + sentence,
            given.text(),
            given.detail(),
            taken.text(),
            taken.detail()));
  }
}
