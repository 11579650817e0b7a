package io.github.kernelconformance.goal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kernelconformance.mutation.Fate;
import io.github.kernelconformance.mutation.Mutant;
import io.github.kernelconformance.mutation.MutantResult;
import io.github.kernelconformance.mutation.MutatedProgram;
import io.github.kernelconformance.toolchain.AtomicFile;
import io.github.kernelconformance.toolchain.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of mutants, so that a run goes on where another was ended. They are kept by a digest
 * of all that decides them: the program's text, the contracts, and the request.
 */
final class MutantStore {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** So often results are written while mutants run. */
  private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

  private final Path directory;
  private final String identity;
  private final boolean exhaustive;
  private long written = System.nanoTime();

  /**
   * @param directory made when needed
   * @param identity of all that decides results besides the programs
   * @param exhaustive whether mutants survive only if every cell passes, so that those which
   *     survived fewer are to be tried again
   */
  MutantStore(Path directory, String identity, boolean exhaustive) {
    this.directory = directory;
    this.identity = identity;
    this.exhaustive = exhaustive;
  }

  private Path file(MutatedProgram program) {
    return directory.resolve(Digests.of(List.of(identity, program.text())) + ".json");
  }

  /** What is known of a program's mutants, by their ids. */
  Map<String, MutantResult> of(MutatedProgram program) {
    Map<String, MutantResult> results = new HashMap<>();
    Path file = file(program);
    if (!Files.isRegularFile(file)) {
      return results;
    }
    Map<String, Mutant> mutants = new HashMap<>();
    program.mutants().forEach(it -> mutants.put(it.id(), it));
    try {
      for (JsonNode it : JSON.readTree(Files.readString(file))) {
        Mutant mutant = mutants.get(it.path("id").asText());
        boolean again =
            exhaustive
                && it.path("fate").asText().equals(Fate.SURVIVED.name())
                && !it.path("exhaustive").asBoolean();
        if (mutant != null && !again) {
          results.put(
              mutant.id(),
              new MutantResult(
                  mutant,
                  Fate.valueOf(it.path("fate").asText()),
                  it.path("by").asText(),
                  it.path("cell").asText(),
                  it.path("message").asText(),
                  it.path("tried").asInt(),
                  it.path("plain").asBoolean()));
        }
      }
    } catch (JacksonException | IllegalArgumentException e) {
      return new HashMap<>(); // damaged: they run again
    } catch (IOException e) {
      return new HashMap<>();
    }
    return results;
  }

  /** Keeps results, if that was not done a moment ago. */
  void keep(MutatedProgram program, Collection<MutantResult> results) {
    if (System.nanoTime() - written > INTERVAL) {
      flush(program, results);
    }
  }

  /** Keeps results. Where that cannot be done, the next run finds them anew. */
  void flush(MutatedProgram program, Collection<MutantResult> results) {
    ArrayNode all = JSON.createArrayNode();
    for (MutantResult it : results) {
      ObjectNode one = all.addObject();
      one.put("id", it.mutant().id());
      one.put("fate", it.fate().name());
      one.put("by", it.by());
      one.put("cell", it.cell());
      one.put("message", it.message());
      one.put("tried", it.tried());
      one.put("plain", it.plain());
      one.put("exhaustive", exhaustive);
    }
    try {
      Files.createDirectories(directory);
      AtomicFile.write(file(program), all.toString());
    } catch (IOException e) {
      // It costs time, not results.
    }
    written = System.nanoTime();
  }
}
