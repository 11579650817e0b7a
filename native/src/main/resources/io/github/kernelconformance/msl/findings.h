// How checks report. What one cause does again is counted, not kept.
#pragma once

#include "blocks.h"
#include "checks.h"

namespace kernel_conformance {

// The running lane at a place in a kernel.
Site site_of(const Lane *lane, const void *place);
inline Site here(const void *place) { return site_of(kernel_conformance_lane, place); }

// Where findings go.
extern Launch *reporting_to;

// A finding to be completed, or null where it is not wanted or was seen before.
Finding *report(Finding_kind kind, unsigned checks, const Site &site, unsigned buffer,
                const char *name);

// Reports an access to a block, or next to it.
void report_access(Finding_kind kind, unsigned checks, const Block &block, unsigned long address,
                   unsigned long bytes, bool write, const Site &site, const Site &other = {});

}  // namespace kernel_conformance
