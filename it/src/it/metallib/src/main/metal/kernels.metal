kernel void one(device int* y [[buffer(0)]],
                uint i [[thread_position_in_grid]]) { *y = 1; }
