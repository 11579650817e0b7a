// Chooses the mutant that runs.
extern "C" {
__attribute__((visibility("hidden"))) unsigned kernel_conformance_mutant = 0;

// From the next launch on this mutant runs; 0 is none.
__attribute__((visibility("default"))) void kernel_conformance_choose(unsigned mutant) {
  kernel_conformance_mutant = mutant;
}
}
