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

// The last block of all ends anywhere; who looks at its lines leaves out what is not its function's.
constexpr unsigned long last_block = 512;

// Where a block ends: where the next one begins. Without optimization that is the next of the table, but
// for the last of a function: the linker may have put the next function of the table anywhere.
const unsigned char *end_of(unsigned long block) {
  const unsigned char *begin = blocks[block].address;
  if (block + 1 < block_count && !(blocks[block + 1].function_entry & 1)) return blocks[block + 1].address;
  const unsigned char *end = nullptr;
  for (unsigned long i = 0; i < block_count; ++i) {
    const unsigned char *at = blocks[i].address;
    if (at > begin && (!end || at < end)) end = at;
  }
  return end ? end : begin + last_block;
}

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
      offsets[2 * count] = static_cast<unsigned long>(begin - __ehdr_start);
      offsets[2 * count + 1] = static_cast<unsigned long>(end_of(i) - __ehdr_start);
      ++count;
    }
    flags[i] = false;
  }
  return count;
}
}
