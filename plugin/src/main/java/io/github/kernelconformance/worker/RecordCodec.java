package io.github.kernelconformance.worker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** A record's components, one after the other. */
final class RecordCodec<T> implements Codec<T> {

  private final RecordComponent[] components;
  private final List<Codec<Object>> codecs;
  private final Constructor<T> constructor;

  RecordCodec(Class<T> type) {
    components = type.getRecordComponents();
    codecs =
        Arrays.stream(components)
            .map(component -> Codecs.<Object>of(component.getGenericType()))
            .toList();
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor", e);
    }
  }

  @Override
  public void write(T value, DataOutput out) throws IOException {
    for (int i = 0; i < components.length; i++) {
      Object component;
      try {
        component = components[i].getAccessor().invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
      codecs.get(i).write(component, out);
    }
  }

  @Override
  public T read(DataInput in) throws IOException {
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = codecs.get(i).read(in);
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IOException("not a " + constructor.getDeclaringClass().getName(), e);
    }
  }
}
