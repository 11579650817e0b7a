package io.github.kernelconformance.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rules as clang writes them, in the syntax of make. */
class DependenciesTest {

  @Test
  void filesGoOverSeveralLines() {
    assertThat(Dependencies.parse("air: src/a.metal \\\n  src/a.h \\\n  /usr/include/b.h\n"))
        .containsExactly("src/a.metal", "src/a.h", "/usr/include/b.h");
  }

  @Test
  void specialCharactersAreEscaped() {
    assertThat(Dependencies.parse("air: two\\ words.metal a$$b.h c\\#.h d\\e.h\n"))
        .containsExactly("two words.metal", "a$b.h", "c#.h", "d\\e.h");
  }

  @Test
  void aRuleCanBeEmpty() {
    assertThat(Dependencies.parse("air:\n")).isEmpty();
  }
}
