// Metal's functions, which are in no other library.
extern "C" {
void *metal_standin_default_device();
void *metal_standin_all_devices();

__attribute__((visibility("default"))) void *MTLCreateSystemDefaultDevice() {
  return metal_standin_default_device();
}

__attribute__((visibility("default"))) void *MTLCopyAllDevices() {
  return metal_standin_all_devices();
}
}
