package io.github.kernelconformance.goal;

import io.github.kernelconformance.matrix.ConfigurationException;
import io.github.kernelconformance.verdict.Baseline;
import io.github.kernelconformance.verdict.Expectations;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files in which a project keeps what it knows of a device: {@code <device>.expectations} and
 * {@code <device>.baseline}.
 *
 * @param basedir the project's directory; messages name files relative to it
 */
record DeviceRecords(Path basedir, Path directory, String device) {

  private static final String PARAMETER = "expectationsDirectory";

  Path expectationsFile() {
    return directory.resolve(device + ".expectations");
  }

  Path baselineFile() {
    return directory.resolve(device + ".baseline");
  }

  /** A file as messages name it. */
  String name(Path file) {
    return Places.relative(basedir, file);
  }

  /** The expectations; none where there is no file. */
  Expectations expectations() throws IOException {
    return Expectations.parse(name(expectationsFile()), text(expectationsFile()));
  }

  /** The baseline; empty where there is no file. */
  Baseline baseline() throws IOException {
    return Baseline.parse(name(baselineFile()), text(baselineFile()));
  }

  private String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (CharacterCodingException e) {
      throw ConfigurationException.inFile(
          name(file), PARAMETER, name(file), "it is not UTF-8", "UTF-8", List.of());
    }
  }
}
