package io.github.kernelconformance.described;

import static io.github.kernelconformance.described.TermFaults.LANES;

import io.github.kernelconformance.contract.Observer.Terms;
import io.github.kernelconformance.described.Perturbed.OtherTerms;

/** With what kernels begin a sum, or stand in for what is not there, where that is not 0. */
enum SumBegins {
  ONCE("the sum begins with %s") {
    @Override
    int times(int terms, int threads) {
      return 1;
    }
  },
  THREADS("the sum of each thread begins with %s") {
    @Override
    int times(int terms, int threads) {
      return threads > 1 ? threads : 0;
    }
  },
  /** The sums of up to 32 SIMD groups are added by 32 lanes. */
  LANES_WITHOUT_GROUP("%s is added to the sum for each lane that stands for no SIMD group") {
    @Override
    int times(int terms, int threads) {
      int groups = (threads + LANES - 1) / LANES;
      return threads > 1 ? Math.max(0, LANES - groups) : 0;
    }
  },
  THREADS_WITHOUT_TERM("%s is added to the sum for each thread past the last term") {
    @Override
    int times(int terms, int threads) {
      return threads > 1 ? (terms + threads - 1) / threads * threads - terms : 0;
    }
  };

  private final String words;

  SumBegins(String words) {
    this.words = words;
  }

  /** How often the number is added to a sum of so many terms. */
  abstract int times(int terms, int threads);

  /** The words with a number. */
  String words(double number) {
    return words.formatted(OperationFaults.number(number));
  }

  /** Terms of which one more is the number, as often as it is added. */
  OtherTerms from(double number) {
    return (operation, terms, by) -> {
      int times = times(terms.count(), by.threads());
      int n = terms.count();
      return times == 0 || n == 0
          ? terms
          : new Terms(
              n + 1,
              i ->
                  i < n
                      ? terms.term().apply(i)
                      : terms.term().apply(0).arithmetic().exact(number * times));
    };
  }
}
