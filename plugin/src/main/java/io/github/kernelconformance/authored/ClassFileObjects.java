package io.github.kernelconformance.authored;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Takes the class files of a compilation in memory. */
final class ClassFileObjects extends ForwardingJavaFileManager<JavaFileManager> {

  private final List<ClassFileObject> made = new ArrayList<>();

  ClassFileObjects(JavaFileManager files) {
    super(files);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
    ClassFileObject file =
        new ClassFileObject(name, ((SourceFileObject) sibling).source().path(), kind);
    made.add(file);
    return file;
  }

  /** All classes, in the order of their names. */
  List<CompiledClass> compiled() {
    return made.stream()
        .map(it -> new CompiledClass(it.name, it.source, it.bytes.toByteArray()))
        .sorted(Comparator.comparing(CompiledClass::name))
        .toList();
  }

  private static final class ClassFileObject extends SimpleJavaFileObject {

    private final String name;
    private final String source;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ClassFileObject(String name, String source, Kind kind) {
      super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
      this.name = name;
      this.source = source;
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }
}
