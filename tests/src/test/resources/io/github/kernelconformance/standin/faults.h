// What METAL_STANDIN_FAULTS orders; README.md has the list.
#pragma once

namespace standin {

class Faults {
 public:
  explicit Faults(const char *orders) : orders_(orders ? orders : "") {}

  // Whether a fault is ordered, for a kernel: `name`, or `name@kernel` for that one alone.
  bool has(const char *name, const char *kernel = nullptr) const;

  // The number in `name=number`, or in `name=number@kernel`.
  unsigned long number(const char *name, unsigned long otherwise, const char *kernel = nullptr) const;

  // Whether a selector is ordered to be missing: `without=selector`.
  bool lack(const char *selector) const;

 private:
  // Where an order with this name goes on behind it: an empty text, a value, or null.
  const char *find(const char *name, const char *kernel) const;

  const char *orders_;
};

const Faults &faults();

}  // namespace standin
