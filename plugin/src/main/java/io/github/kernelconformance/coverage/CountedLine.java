package io.github.kernelconformance.coverage;

/**
 * A place of a line at which there is code.
 *
 * @param file as the user wrote it
 * @param line from 1
 * @param count how often lanes ran it
 */
public record CountedLine(String file, int line, Sum count) {}
