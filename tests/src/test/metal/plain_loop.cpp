// A matrix-vector product with mxfp4 weights as anyone would write it in C++: what DispatchBenchmark
// measures the engine against.
static const float elements[16] = {0, 0.5f, 1, 1.5f, 2, 3, 4, 6, -0.0f, -0.5f, -1, -1.5f, -2, -3, -4, -6};

extern "C" __attribute__((visibility("default"))) void plain_loop(
    const unsigned *w, const unsigned char *scales, const float *x, float *y, int rows, int columns) {
  for (int row = 0; row < rows; ++row) {
    float sum = 0;
    for (int group = 0; group < columns / 32; ++group) {
      const float scale = __builtin_bit_cast(float, static_cast<unsigned>(*scales++) << 23);
      for (int word = 0; word < 4; ++word) {
        const unsigned codes = *w++;
        for (int i = 0; i < 8; ++i) {
          sum += scale * elements[codes >> 4 * i & 15] * x[32 * group + 8 * word + i];
        }
      }
    }
    y[row] = sum;
  }
}
