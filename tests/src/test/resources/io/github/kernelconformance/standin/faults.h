// What METAL_STANDIN_FAULTS orders; README.md has the list.
#pragma once

#include "libc.h"

namespace standin {

class Faults {
 public:
  explicit Faults(const char *orders) : orders_(orders ? orders : "") {}

  // Whether a fault is ordered, for a kernel: `name`, or `name@kernel` for that one alone.
  bool has(const char *name, const char *kernel = nullptr) const;

  // Whether a fault is ordered for any kernel.
  bool ordered(const char *name) const { return strstr(orders_, name) != nullptr; }

  // The number in `name=number`, or in `name=number@kernel`.
  unsigned long number(const char *name, unsigned long otherwise, const char *kernel = nullptr) const;

  // The word in `name=word`, or in `name=word@kernel`, to be freed; null if it is not ordered. A word
  // `word:N` holds for the first N times, over all processes that share METAL_STANDIN_STATE.
  char *word(const char *name, const char *kernel = nullptr) const;

  // The major version of the system: `macos=number`.
  unsigned long macos() const;

  // Whether a selector is ordered to be missing, `without=selector`, or the system is too old for it.
  bool lack(const char *selector) const;

 private:
  // Where an order with this name goes on behind it: an empty text, a value, or null.
  const char *find(const char *name, const char *kernel) const;

  const char *orders_;
};

const Faults &faults();

// What processes that share METAL_STANDIN_STATE remember: how often something has happened.
unsigned long happened(const char *what);
void happens(const char *what);

}  // namespace standin
