package io.github.kernelconformance.coverage;

/**
 * A loop. Each time a lane comes to it is a run of its own.
 *
 * @param file as the user wrote it
 * @param line from 1, of its first word
 * @param column from 1, in the preprocessed text
 * @param keyword {@code for}, {@code while} or {@code do}
 * @param runs how often lanes came to it
 * @param once in how many of these runs the body was begun
 * @param again in how many it was begun a second time
 */
public record CountedLoop(
    String file, int line, int column, String keyword, Sum runs, Sum once, Sum again) {}
