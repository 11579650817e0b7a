package io.github.kernelconformance.worker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How values of one type travel between processes. Text is in UTF-8, paths in modified UTF-8, and
 * numbers are big-endian, as {@link DataOutput} has them; lists and byte arrays follow their
 * length.
 */
interface Codec<T> {

  void write(T value, DataOutput out) throws IOException;

  T read(DataInput in) throws IOException;
}
