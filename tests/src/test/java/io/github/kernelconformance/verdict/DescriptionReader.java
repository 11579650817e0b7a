package io.github.kernelconformance.verdict;

import io.github.kernelconformance.bundled.QmvCell;
import io.github.kernelconformance.matrix.Cell;
import java.util.List;
import java.util.function.Predicate;

/** Takes a group's description at its word, as a reader would. */
final class DescriptionReader {

  private DescriptionReader() {}

  static Predicate<Cell> read(String description) {
    Predicate<Cell> fits = cell -> true;
    if (!description.equals("every cell that ran")) {
      for (String constraint : description.split(" × ")) {
        fits = fits.and(constraint(constraint));
      }
    }
    return fits;
  }

  private static Predicate<Cell> constraint(String words) {
    if (words.startsWith("N ")) {
      return cell -> ranges(words.substring(2), QmvCell.of(cell).shape().n());
    }
    if (words.matches("all \\d+ modes")) {
      return cell -> true;
    }
    if (words.startsWith("branch '")) {
      List<String> branches = List.of(words.replaceAll("^branch '|'$", "").split("', branch '"));
      return cell -> branches.contains(cell.branch());
    }
    if (words.matches("\\d+ < K <= \\d+")) {
      String[] bounds = words.split(" < K <= ");
      return cell ->
          QmvCell.of(cell).shape().k() > Integer.parseInt(bounds[0])
              && QmvCell.of(cell).shape().k() <= Integer.parseInt(bounds[1]);
    }
    if (words.startsWith("K > ")) {
      return cell -> QmvCell.of(cell).shape().k() > Integer.parseInt(words.substring(4));
    }
    if (words.startsWith("K <= ")) {
      return cell -> QmvCell.of(cell).shape().k() <= Integer.parseInt(words.substring(5));
    }
    if (words.startsWith("K ")) {
      return cell -> ranges(words.substring(2), QmvCell.of(cell).shape().k());
    }
    List<String> names = List.of(words.split(", "));
    return cell ->
        names.contains(QmvCell.of(cell).mode().id())
            || names.contains(QmvCell.of(cell).dtype().id())
            || names.contains(cell.variant())
            || names.contains(cell.pattern());
  }

  private static boolean ranges(String words, int size) {
    for (String range : words.split(", ")) {
      String[] ends = range.split("\\.\\.");
      if (size >= Integer.parseInt(ends[0]) && size <= Integer.parseInt(ends[ends.length - 1])) {
        return true;
      }
    }
    return false;
  }
}
