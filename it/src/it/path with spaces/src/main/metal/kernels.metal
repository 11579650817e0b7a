#include <metal_stdlib>
#include "product.h"

// One kernel of the matrix, instantiated where the macro says so.
#if INSTANTIATE_FLOAT == 1
template [[host_name("mxfp4_qmv_float_gs_32_b_4_batch_0")]] [[kernel]]
decltype(fp_qmv<float>) fp_qmv<float>;
#endif
