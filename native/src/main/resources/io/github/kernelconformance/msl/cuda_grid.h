// What a launch tells its threads, and where a thread is in it.
#pragma once

// Threadgroup memory whose length the launch tells.
extern __shared__ __align__(16) unsigned char kernel_conformance_threadgroup_memory[];

namespace kernel_conformance {

constexpr unsigned simd_width = 32;
constexpr unsigned quad_width = 4;

struct Extent {
  unsigned x, y, z;
};

// What a launch of the driver passes to an entry behind its arguments: 36 bytes. Blocks are threadgroups,
// and their threads stand in one row, in the order of Metal's index in the threadgroup.
struct Launched {
  Extent threadgroups;
  Extent threads_per_threadgroup;
  Extent threads;  // of the whole grid; the threadgroups at its edges may have fewer than the others
};
static_assert(sizeof(Launched) == 36);

struct Grid {
  Extent threadgroups;
  Extent threads;     // of this threadgroup; fewer at the edges of a grid in threads
  Extent dispatched;  // threads of a threadgroup that is whole
  Extent size;        // of the grid, in threads
  Extent threadgroup; // position of this one
};

struct Lane {
  unsigned index;
  unsigned index_in_threadgroup;
  Extent position;
};

// The place of the thread that asks.
class Where {
 public:
  __forceinline__ explicit Where(const Launched &launched) {
    const unsigned x = builtin::block_index(0), y = builtin::block_index(1), z = builtin::block_index(2);
    const Extent whole = launched.threads_per_threadgroup, size = launched.threads;
    const Extent threads = {within(size.x, x, whole.x), within(size.y, y, whole.y),
                            within(size.z, z, whole.z)};
    const unsigned index = builtin::thread_index();
    grid_ = {launched.threadgroups, threads, whole, size, {x, y, z}};
    lane_ = {index % simd_width, index,
             {index % threads.x, index / threads.x % threads.y, index / threads.x / threads.y}};
  }
  Where(const Where &) = delete;

  // Whether this threadgroup has such a thread. Fills threadgroup memory before its threads begin: what
  // a kernel reads there and has not written is a NaN, as on a CPU.
  __forceinline__ bool begins() const {
    const unsigned threads = grid_.threads.x * grid_.threads.y * grid_.threads.z;
    if (lane_.index_in_threadgroup >= threads) return false;
    const unsigned begin = builtin::shared_memory_begin();
    const unsigned end = builtin::shared_memory_end(kernel_conformance_threadgroup_memory);
    if (begin < end) {
      for (unsigned at = begin + 4 * lane_.index_in_threadgroup; at < end; at += 4 * threads) {
        builtin::store_shared(at, ~0u);
      }
      builtin::block_barrier();
    }
    return true;
  }
  __forceinline__ const Grid &grid() const { return grid_; }
  __forceinline__ const Lane &lane() const { return lane_; }
  __forceinline__ unsigned simdgroup() const { return lane_.index_in_threadgroup / simd_width; }

 private:
  // How many threads a threadgroup has along one axis.
  static __forceinline__ unsigned within(unsigned size, unsigned group, unsigned whole) {
    const unsigned rest = size - group * whole;
    return rest < whole ? rest : whole;
  }

  Grid grid_;
  Lane lane_;
};

}  // namespace kernel_conformance
