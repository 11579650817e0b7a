#include <metal_stdlib>
using namespace metal;

constant bool negated [[function_constant(0)]];
static constant constexpr const int count [[function_constant(1)]];
constant float scale [[function_constant(2)]];
constant half narrow [[function_constant(3)]];
constant uchar small [[function_constant(4)]];
constant long wide [[function_constant(5)]];
constant bool has_addend [[function_constant(6)]];

constant bool doubled = is_function_constant_defined(count) && count == 2;
constant int repeats = is_function_constant_defined(count) ? count : 1;

// Each element tells of one constant.
[[kernel]] void tell(
    device float* y [[buffer(0)]],
    uint i [[thread_position_in_grid]]) {
  switch (i) {
    case 0: y[i] = negated ? -1 : 1; break;
    case 1: y[i] = count; break;
    case 2: y[i] = scale; break;
    case 3: y[i] = narrow; break;
    case 4: y[i] = small; break;
    case 5: y[i] = wide >> 32; break;
    default: y[i] = 0;
  }
}

// Does without those that have no value.
[[kernel]] void cautious(
    device float* y [[buffer(0)]],
    uint i [[thread_position_in_grid]]) {
  y[i] = repeats;
  if (is_function_constant_defined(scale)) {
    y[i] = repeats * scale;
  }
}

// An argument that is there only if a constant is true.
[[kernel]] void added(
    const device float* addend [[buffer(0), function_constant(has_addend)]],
    device float* y [[buffer(1)]],
    uint i [[thread_position_in_grid]]) {
  y[i] = has_addend ? addend[i] : -1;
}

// An argument that is there only if what is computed from constants is true.
[[kernel]] void computed(
    const device float* factors [[buffer(0), function_constant(doubled)]],
    device float* y [[buffer(1)]],
    uint i [[thread_position_in_grid]]) {
  y[i] = doubled ? factors[i] : -1;
}
