package io.github.kernelconformance.worker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** A record's components, one after the other. */
final class RecordCodec<T> implements Codec<T> {

  private final Method[] accessors;
  private final List<Codec<Object>> codecs;
  private final Constructor<T> constructor;

  RecordCodec(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
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
    // Otherwise each call walks the stack to see who makes it.
    AccessibleObject.setAccessible(accessors, true);
    constructor.setAccessible(true);
  }

  @Override
  public void write(T value, DataOutput out) throws IOException {
    for (int i = 0; i < accessors.length; i++) {
      Object component;
      try {
        component = accessors[i].invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
      codecs.get(i).write(component, out);
    }
  }

  @Override
  public T read(DataInput in) throws IOException {
    Object[] values = new Object[accessors.length];
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
