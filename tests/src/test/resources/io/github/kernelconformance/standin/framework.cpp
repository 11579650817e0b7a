// The library of a framework, FRAMEWORK: all it does is tell that it was loaded.
extern "C" void metal_standin_loaded(const char *framework);

namespace {

__attribute__((constructor)) void load() { metal_standin_loaded(FRAMEWORK); }

}  // namespace
