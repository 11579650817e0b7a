// Which blocks of kernels ran. The compiler gives each block a flag and tells its address (clang's
// SanitizerCoverage: inline-bool-flag, pc-table).
#include "checks.h"

using namespace kernel_conformance;

namespace {

struct Block {
  const unsigned char *address;
  unsigned long function_entry; // 1 where a function begins
};

bool *flags;
const Block *blocks;
unsigned long block_count;

}  // namespace

extern "C" {
__attribute__((visibility("hidden"))) extern unsigned char __ehdr_start[];

__attribute__((visibility("hidden"))) void __sanitizer_cov_bool_flag_init(bool *begin, bool *end) {
  flags = begin;
  block_count = static_cast<unsigned long>(end - begin);
}
__attribute__((visibility("hidden"))) void __sanitizer_cov_pcs_init(const Block *begin, const Block *) {
  blocks = begin;
}

unsigned long kernel_conformance_coverage_count() { return block_count; }

unsigned long kernel_conformance_coverage_take(unsigned long *offsets) {
  unsigned long count = 0;
  for (unsigned long i = 0; i < block_count; ++i) {
    if (flags[i]) {
      const unsigned char *begin = blocks[i].address;
      // Without optimization blocks lie in the table's order; the last of a section ends anywhere.
      const unsigned char *end = i + 1 < block_count && blocks[i + 1].address > begin ? blocks[i + 1].address : begin;
      offsets[2 * count] = static_cast<unsigned long>(begin - __ehdr_start);
      offsets[2 * count + 1] = static_cast<unsigned long>(end - __ehdr_start);
      ++count;
    }
    flags[i] = false;
  }
  return count;
}
}
