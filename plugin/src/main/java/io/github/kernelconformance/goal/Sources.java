package io.github.kernelconformance.goal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Which Metal files a project has, and how they are preprocessed.
 *
 * @param basedir the project's directory; messages name files relative to it
 * @param root the root of the repository that the project lies in
 * @param directory where the files are searched
 * @param includes Ant patterns of the files, relative to the directory
 * @param excludes Ant patterns of the files left out
 * @param includePaths where {@code #include} searches, in order
 * @param defines preprocessor macros with their values
 * @param functionConstants values of function constants by name
 * @param contracts where the contracts of the project lie, which need not be there
 */
public record Sources(
    Path basedir,
    Path root,
    Path directory,
    List<String> includes,
    List<String> excludes,
    List<Path> includePaths,
    Map<String, String> defines,
    Map<String, String> functionConstants,
    Path contracts) {}
