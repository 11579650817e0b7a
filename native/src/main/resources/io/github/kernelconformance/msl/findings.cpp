// The table of findings of a launch.
#include "findings.h"

using namespace kernel_conformance;

extern "C" __attribute__((visibility("hidden"))) unsigned char __ehdr_start[];

namespace kernel_conformance {

Launch *reporting_to;

Site site_of(const Lane *lane, const void *place) {
  const Grid &grid = kernel_conformance_grid;
  const Extent &at = grid.threadgroup, &size = grid.threadgroups;
  return {static_cast<unsigned long>(static_cast<const unsigned char *>(place) - __ehdr_start),
          at.x + size.x * (at.y + size.y * at.z), lane->index_in_threadgroup};
}

Finding *report(Finding_kind kind, unsigned checks, const Site &site, unsigned buffer,
                const char *name) {
  Launch *launch = reporting_to;
  if (!launch || !(launch->checks & checks)) return nullptr;
  for (unsigned i = 0; i < launch->finding_count; ++i) {
    Finding &it = launch->findings[i];
    if (it.kind == kind && it.site.place == site.place && it.buffer == buffer && it.name == name) {
      ++it.count;
      return nullptr;
    }
  }
  if (launch->finding_count == launch->finding_capacity) return nullptr;
  Finding &finding = launch->findings[launch->finding_count++];
  finding = {};
  finding.kind = kind;
  finding.site = site;
  finding.buffer = buffer;
  finding.name = name;
  finding.count = 1;
  return &finding;
}

void report_access(Finding_kind kind, unsigned checks, const Block &block, unsigned long a,
                   unsigned long bytes, bool write, const Site &site, const Site &other) {
  Finding *finding = report(kind, checks, site, block.buffer, block.name);
  if (!finding) return;
  const long offset = static_cast<long>(a - reinterpret_cast<unsigned long>(block.address));
  const long past = offset + static_cast<long>(bytes) - static_cast<long>(block.length);
  finding->offset = offset;
  finding->bytes = static_cast<unsigned>(bytes);
  finding->write = write;
  finding->out_by = offset < 0 ? -offset : past > 0 ? past : 0;
  finding->length = block.length;
  finding->other = other;
}

}  // namespace kernel_conformance

extern "C" void kernel_conformance_checks_diverged(bool barrier, const Lane *lane,
                                                   const void *place, const Lane *other,
                                                   const void *other_place) {
  if (Finding *finding = report(barrier ? Finding_kind::barrier : Finding_kind::divergence, check_any,
                                site_of(lane, place), 0, nullptr)) {
    finding->other = site_of(other, other_place);
  }
}
