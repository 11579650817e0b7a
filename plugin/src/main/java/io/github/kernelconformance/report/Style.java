package io.github.kernelconformance.report;

/** How a console shows words that matter; plain text stays as it is. */
public interface Style {

  /** No colours and no weights. */
  Style PLAIN =
      new Style() {
        @Override
        public String strong(String text) {
          return text;
        }

        @Override
        public String success(String text) {
          return text;
        }

        @Override
        public String warning(String text) {
          return text;
        }

        @Override
        public String failure(String text) {
          return text;
        }
      };

  /** What a reader will look for or copy. */
  String strong(String text);

  /** What is as it should be. */
  String success(String text);

  /** What is no failure but no success either. */
  String warning(String text);

  /** What fails. */
  String failure(String text);
}
