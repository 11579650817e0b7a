package io.github.kernelconformance.authored;

import io.github.kernelconformance.described.SourceText;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A file as it was read, so that what is compiled is what was digested. */
final class SourceFileObject extends SimpleJavaFileObject {

  private final SourceText source;

  SourceFileObject(SourceText source) {
    super(Path.of("/" + source.path()).normalize().toUri(), Kind.SOURCE);
    this.source = source;
  }

  SourceText source() {
    return source;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return source.text();
  }
}
