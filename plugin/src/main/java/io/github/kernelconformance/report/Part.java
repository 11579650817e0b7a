package io.github.kernelconformance.report;

import io.github.kernelconformance.matrix.Shard;
import java.util.List;

/**
 * Which cells of a matrix a shard ran.
 *
 * @param shard which of how many
 * @param matrix a digest of the ids of all cells of the matrix, in matrix order; equal for all
 *     shards of one matrix
 * @param cells how many cells the matrix has
 * @param positions where the report's cells are in the matrix, from 0, in the order of the report
 */
public record Part(Shard shard, String matrix, int cells, List<Integer> positions) {

  public Part {
    positions = List.copyOf(positions);
  }
}
