package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of what a worker prints. */
class WorkerOutputTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private static WorkerOutput output(List<String> lines) throws InterruptedException {
    InputStream in =
        new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    WorkerOutput output = new WorkerOutput(in);
    output.await(LONG);
    return output;
  }

  private static List<String> numbered(String word, int count) {
    return IntStream.range(0, count).mapToObj(i -> word + " " + i).toList();
  }

  @Test
  void allOfAShortOutputIsKept() throws Exception {
    assertThat(output(numbered("line", 12)).told()).isEqualTo(numbered("line", 12));
    assertThat(output(List.of("", " ", "#")).told()).isEmpty();
  }

  @Test
  void theHeadAndTheTailOfALongOneAreKept() throws Exception {
    assertThat(output(numbered("line", 1000)).told())
        .hasSize(13)
        .startsWith("line 0", "line 1", "line 2", "line 3", "line 4", "line 5", "…")
        .endsWith("line 998", "line 999");
  }

  @Test
  void theReasonOfAnExceptionIsKeptWithItsFurtherLines() throws Exception {
    List<String> lines = new ArrayList<>(numbered("noise", 50));
    lines.add("java[1:2] *** Terminating app due to uncaught exception 'X', reason: 'the first");
    lines.add("the second'");
    lines.add("*** First throw call stack:");
    lines.addAll(numbered("frame", 50));
    assertThat(output(lines).told())
        .hasSize(16)
        .containsSubsequence("…", lines.get(50), "the second'", "…", "frame 44")
        .doesNotContain("frame 0");
  }

  @Test
  void theHeadOfAJvmsErrorFileIsKept() throws Exception {
    List<String> lines = new ArrayList<>(numbered("noise", 50));
    lines.addAll(
        List.of(
            "#",
            "# A fatal error has been detected by the Java Runtime Environment:",
            "#",
            "#  SIGSEGV (0xb) at pc=0x1, pid=1, tid=2"));
    lines.addAll(numbered("more", 20));
    lines.addAll(List.of("# Problematic frame:", "# C  [libobjc.A.dylib+0x5c80]  objc_msgSend"));
    lines.addAll(numbered("register", 500));
    assertThat(output(lines).told())
        .contains("#  SIGSEGV (0xb) at pc=0x1, pid=1, tid=2")
        .contains("# C  [libobjc.A.dylib+0x5c80]  objc_msgSend");
  }

  @Test
  void aLongReasonIsKeptWholeAndOtherLongLinesAreCut() throws Exception {
    String reason = "*** Terminating app: " + "r".repeat(1500);
    assertThat(output(List.of("o".repeat(1500), reason)).told())
        .containsExactly("o".repeat(400) + "…", reason);
  }

  @Test
  void reasonsWithoutEndAreNotAllKept() throws Exception {
    assertThat(output(numbered("Caused by: ", 10_000)).told()).hasSizeLessThan(40);
  }

  @Test
  void aMarkMayShareItsLineWithOtherOutput() throws Exception {
    WorkerOutput output =
        output(
            List.of("one", "two" + WorkerOutput.MARK + "three", "four", WorkerOutput.MARK, "five"));
    assertThat(output.ofJob(LONG)).contains(List.of("one", "two three"));
    assertThat(output.ofJob(LONG)).contains(List.of("four"));
    assertThat(output.ofJob(Duration.ofMillis(1))).isEmpty();
  }

  @Test
  void aFaultMayShareItsLineWithOtherOutput() throws Exception {
    assertThat(output(List.of("x kernel_conformance_fault b 1 0 0 0 0 0 3")).fault())
        .map(Fault::thread)
        .contains(3);
  }

  /** A process that a worker started may hold its output open for good. */
  @Test
  void waitingForTheEndHasAnEnd() throws Exception {
    try (PipedOutputStream open = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(open)) {
      WorkerOutput output = new WorkerOutput(in);
      output.await(Duration.ofMillis(1));
      assertThat(output.told()).isEmpty();
    }
  }
}
