package io.github.kernelconformance.worker;

import io.github.kernelconformance.device.metal.Binding;
import java.util.List;

/** What a kernel binds on Metal. */
record MetalBindings(List<Binding> all) {}
