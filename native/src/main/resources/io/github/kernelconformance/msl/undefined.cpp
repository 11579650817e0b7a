// What the Metal Shading Language leaves undefined: the compiler calls these functions, which have
// the names of its undefined-behaviour sanitizer. Shift counts are taken modulo the width in MSL and
// so are not among them.
#include "findings.h"

using namespace kernel_conformance;

namespace {

// The data that the compiler makes for each check (compiler-rt, ubsan_value.h and ubsan_handlers.h
// document them).
struct Location {
  const char *file;
  unsigned line, column;
};
struct Type {
  unsigned short kind; // 0 integer, 1 floating point
  unsigned short info; // of an integer: bit 0 sign, the others log2 of the bits; else the bits
  char name[1];
};
struct Operands {
  Location location;
  const Type *type;
};
struct Bounds {
  Location location;
  const Type *array;
  const Type *index;
};
struct Conversion {
  Location location;
  const Type *from;
  const Type *to;
};
struct Value_of {
  Location location;
  const Type *type;
};
struct Unreachable {
  Location location;
};

// A value of up to 64 bits is in its handle, a wider one behind it.
unsigned long extended(const Type &type, unsigned long handle) {
  if (type.kind == 1) return type.info <= 64 ? handle : 0;
  const unsigned bits = 1u << (type.info >> 1);
  if (bits > 64) return *reinterpret_cast<const unsigned long *>(handle);
  if (bits == 64) return handle;
  const unsigned shift = 64 - bits;
  return type.info & 1 ? static_cast<unsigned long>(static_cast<long>(handle << shift) >> shift)
                       : handle << shift >> shift;
}

Finding *report(Finding_kind kind, const Location &location, const void *place) {
  Finding *finding = report(kind, check_undefined, here(place), 0, nullptr);
  if (finding) {
    finding->file = location.file;
    finding->line = location.line;
    finding->column = location.column;
  }
  return finding;
}

void report_operands(Finding_kind kind, const char *operation, const Operands &data,
                     unsigned long left, unsigned long right, const void *place) {
  if (Finding *finding = report(kind, data.location, place)) {
    finding->operation = operation;
    finding->type = data.type->name;
    finding->values[0] = extended(*data.type, left);
    finding->values[1] = extended(*data.type, right);
  }
}

}  // namespace

#define KERNEL_CONFORMANCE_CALLBACK extern "C" __attribute__((visibility("hidden"))) void
#define KERNEL_CONFORMANCE_HERE __builtin_return_address(0)

#define KERNEL_CONFORMANCE_OVERFLOW(function, operation)                                          \
  KERNEL_CONFORMANCE_CALLBACK function(const Operands *data, unsigned long a, unsigned long b) { \
    report_operands(Finding_kind::overflow, operation, *data, a, b, KERNEL_CONFORMANCE_HERE);     \
  }
KERNEL_CONFORMANCE_OVERFLOW(__ubsan_handle_add_overflow, "+")
KERNEL_CONFORMANCE_OVERFLOW(__ubsan_handle_sub_overflow, "-")
KERNEL_CONFORMANCE_OVERFLOW(__ubsan_handle_mul_overflow, "*")
#undef KERNEL_CONFORMANCE_OVERFLOW

KERNEL_CONFORMANCE_CALLBACK __ubsan_handle_negate_overflow(const Operands *data, unsigned long a) {
  report_operands(Finding_kind::overflow, "-", *data, 0, a, KERNEL_CONFORMANCE_HERE);
}

// A processor may trap on the division, and a wrong index may overwrite the lane's stack: the lane
// goes no further.
KERNEL_CONFORMANCE_CALLBACK __ubsan_handle_divrem_overflow(const Operands *data, unsigned long a,
                                                           unsigned long b) {
  report_operands(Finding_kind::division, "/", *data, a, b, KERNEL_CONFORMANCE_HERE);
  kernel_conformance_leave();
}
KERNEL_CONFORMANCE_CALLBACK __ubsan_handle_out_of_bounds(const Bounds *data, unsigned long index) {
  if (Finding *finding =
          report(Finding_kind::array_index, data->location, KERNEL_CONFORMANCE_HERE)) {
    finding->type = data->array->name;
    finding->values[0] = extended(*data->index, index);
  }
  kernel_conformance_leave();
}

KERNEL_CONFORMANCE_CALLBACK __ubsan_handle_float_cast_overflow(const Conversion *data,
                                                               unsigned long from) {
  if (Finding *finding =
          report(Finding_kind::conversion, data->location, KERNEL_CONFORMANCE_HERE)) {
    finding->type = data->to->name;
    finding->value_type = data->from->name;
    finding->values[0] = extended(*data->from, from);
  }
}
KERNEL_CONFORMANCE_CALLBACK __ubsan_handle_load_invalid_value(const Value_of *data,
                                                              unsigned long value) {
  if (Finding *finding =
          report(Finding_kind::invalid_value, data->location, KERNEL_CONFORMANCE_HERE)) {
    finding->type = data->type->name;
    finding->values[0] = extended(*data->type, value);
  }
}
KERNEL_CONFORMANCE_CALLBACK __ubsan_handle_builtin_unreachable(const Unreachable *data) {
  report(Finding_kind::unreachable, data->location, KERNEL_CONFORMANCE_HERE);
  kernel_conformance_leave();
}
KERNEL_CONFORMANCE_CALLBACK __ubsan_handle_missing_return(const Unreachable *data) {
  report(Finding_kind::unreachable, data->location, KERNEL_CONFORMANCE_HERE);
  kernel_conformance_leave();
}
