#include <metal_stdlib>
#include "product.h"

// One kernel of the matrix, instantiated where the macro says so, and cut by one that is empty.
#if INSTANTIATE_FLOAT == 1
template [[host_name("mxfp4_qmv_float_gs_32_b_4_batch_0")]] [[kernel]]
decltype(fp_qmv<float>) NOTHING fp_qmv<float>;
#endif
