package io.github.kernelconformance.device;

/**
 * Code of a kernel that runs from its first instruction to its last or not at all. A template, or a
 * function that is called from several places, may be several blocks of one line.
 *
 * @param offset where it begins, in bytes from the start of the library that has it
 * @param file the path of its first line as the user wrote it, empty where unknown
 * @param line from 1; 0 where unknown
 */
public record Block(long offset, String file, int line) {}
