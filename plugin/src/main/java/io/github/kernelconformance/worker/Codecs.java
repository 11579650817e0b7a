package io.github.kernelconformance.worker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Codecs for records, for what their components may be, and for sealed interfaces over records. */
final class Codecs {

  /** A function of one value that may meet a broken connection. */
  private interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  private interface Writer<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  private record Pair<T>(Writer<T> writer, Reader<T> reader) implements Codec<T> {

    @Override
    public void write(T value, DataOutput out) throws IOException {
      writer.write(value, out);
    }

    @Override
    public T read(DataInput in) throws IOException {
      return reader.read(in);
    }
  }

  private static final Map<Type, Codec<?>> KNOWN =
      new ConcurrentHashMap<>(
          Map.of(
              int.class,
                  codec((Integer it, DataOutput out) -> out.writeInt(it), DataInput::readInt),
              long.class,
                  codec((Long it, DataOutput out) -> out.writeLong(it), DataInput::readLong),
              boolean.class,
                  codec(
                      (Boolean it, DataOutput out) -> out.writeBoolean(it), DataInput::readBoolean),
              byte[].class, codec(Codecs::writeBytes, Codecs::readBytes),
              String.class,
                  codec(
                      (String it, DataOutput out) ->
                          writeBytes(it.getBytes(StandardCharsets.UTF_8), out),
                      in -> new String(readBytes(in), StandardCharsets.UTF_8)),
              Path.class,
                  codec(
                      (Path it, DataOutput out) -> out.writeUTF(it.toString()),
                      in -> Path.of(in.readUTF()))));

  private Codecs() {}

  /** The codec of a class. */
  static <T> Codec<T> of(Class<T> type) {
    return of((Type) type);
  }

  /** The codec of a type as declared; the caller knows what type that is. */
  @SuppressWarnings("unchecked")
  static <T> Codec<T> of(Type type) {
    Codec<?> known = KNOWN.get(type);
    if (known == null) {
      known = make(type);
      KNOWN.put(type, known);
    }
    return (Codec<T>) known;
  }

  private static Codec<?> make(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return list(of(arguments[0]));
      }
      if (generic.getRawType() == Optional.class) {
        return optional(of(arguments[0]));
      }
      if (generic.getRawType() == Map.class) {
        return map(of(arguments[0]), of(arguments[1]));
      }
    }
    if (type instanceof Class<?> plain) {
      if (plain.isRecord()) {
        return new RecordCodec<>(plain);
      }
      if (plain.isEnum()) {
        Object[] constants = plain.getEnumConstants();
        return codec(
            (Object it, DataOutput out) -> out.writeByte(((Enum<?>) it).ordinal()),
            in -> constants[in.readByte()]);
      }
      if (plain.isSealed()) {
        return choice(List.of(plain.getPermittedSubclasses()));
      }
    }
    throw new IllegalArgumentException("no codec for " + type);
  }

  private static <T> Codec<T> codec(Writer<T> writer, Reader<T> reader) {
    return new Pair<>(writer, reader);
  }

  private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private static <T> Codec<List<T>> list(Codec<T> element) {
    return codec(
        (values, out) -> {
          out.writeInt(values.size());
          for (T value : values) {
            element.write(value, out);
          }
        },
        in -> {
          int size = in.readInt();
          List<T> values = new ArrayList<>(size);
          for (int i = 0; i < size; i++) {
            values.add(element.read(in));
          }
          return values;
        });
  }

  private static <T> Codec<Optional<T>> optional(Codec<T> element) {
    return codec(
        (value, out) -> {
          out.writeBoolean(value.isPresent());
          if (value.isPresent()) {
            element.write(value.get(), out);
          }
        },
        in -> in.readBoolean() ? Optional.of(element.read(in)) : Optional.empty());
  }

  private static <K, V> Codec<Map<K, V>> map(Codec<K> key, Codec<V> value) {
    return codec(
        (map, out) -> {
          out.writeInt(map.size());
          for (var entry : map.entrySet()) {
            key.write(entry.getKey(), out);
            value.write(entry.getValue(), out);
          }
        },
        in -> {
          Map<K, V> map = new LinkedHashMap<>();
          for (int left = in.readInt(); left > 0; left--) {
            K name = key.read(in);
            map.put(name, value.read(in));
          }
          return map;
        });
  }

  /** The position of a value's class among the permitted ones, then the value. */
  private static Codec<Object> choice(List<Class<?>> permitted) {
    List<Codec<Object>> codecs = new ArrayList<>();
    permitted.forEach(type -> codecs.add(of((Type) type)));
    return codec(
        (value, out) -> {
          int position = permitted.indexOf(value.getClass());
          out.writeByte(position);
          codecs.get(position).write(value, out);
        },
        in -> codecs.get(in.readByte()).read(in));
  }
}
