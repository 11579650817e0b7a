package io.github.kernelconformance.coverage;

/**
 * A condition, or a label of a {@code switch}.
 *
 * @param file as the user wrote it
 * @param line from 1
 * @param column from 1, in the preprocessed text: tells conditions of a line apart
 * @param text the condition or label as it stands there, cut if it is long
 * @param label whether it is a label; then there is no other side
 * @param taken how often lanes took the side of true, or jumped to the label
 * @param other how often lanes took the side of false
 */
public record CountedBranch(
    String file, int line, int column, String text, boolean label, Sum taken, Sum other) {}
