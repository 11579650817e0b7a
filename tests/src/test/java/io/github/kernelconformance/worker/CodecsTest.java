package io.github.kernelconformance.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelconformance.device.Execution;
import io.github.kernelconformance.device.Finding;
import io.github.kernelconformance.device.host.CompiledLibrary;
import io.github.kernelconformance.family.Argument;
import io.github.kernelconformance.family.Launch;
import io.github.kernelconformance.family.Size;
import io.github.kernelconformance.msl.Kernel;
import io.github.kernelconformance.msl.Parameter;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.worker.Protocol.Answer;
import io.github.kernelconformance.worker.Protocol.Job;
import io.github.kernelconformance.worker.Protocol.Work;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one process says the other understands. */
class CodecsTest {

  private static final Launch LAUNCH =
      new Launch(
          "mxfp4_qmv",
          new Size(1, 2, 3),
          new Size(32, 2, 1),
          List.of(
              new Argument.Input("w", new byte[] {0, -1, 127, -128}),
              new Argument.Input("x", new byte[0]),
              new Argument.Output("y", 1 << 20),
              new Argument.Threadgroup("tile", 512),
              new Argument.Unbound("extra")));

  @Test
  void jobs() throws IOException {
    Job job = new Job(List.of(LAUNCH, LAUNCH));
    assertThat(travel(Protocol.REQUEST, job)).usingRecursiveComparison().isEqualTo(job);
  }

  @Test
  void librariesWithTheirKernels() throws IOException {
    SourceLocation location = new SourceLocation("größe/a b.metal", 12);
    Parameter parameter = new Parameter("w", "const device uint32_t*", "buffer", -1, "", location);
    HostWork work =
        new HostWork(
            List.of(
                new CompiledLibrary(
                    Path.of("a library.so"),
                    List.of(
                        new Kernel(
                            "n",
                            "f",
                            "f<1>",
                            "",
                            List.of(parameter),
                            location,
                            "m",
                            Map.of("B", "1"))))),
            Long.MAX_VALUE);
    assertThat(Bodies.read(HostWork.class, Bodies.of(HostWork.class, work))).isEqualTo(work);
    Work told = new Work("host", new byte[] {1, 2});
    assertThat(travel(Protocol.REQUEST, told)).usingRecursiveComparison().isEqualTo(told);
  }

  @Test
  void executionsWithTheirFindings() throws IOException {
    Finding.Site site = new Finding.Site(0x1234, "a.metal", 1, 2, 3, 4, 5, 6, 7);
    Finding finding =
        new Finding(
            Finding.Kind.RACE,
            "two threads",
            "kernel",
            site,
            Optional.of(new Finding.Access(true, "y", -4, 4, 1L << 40, -1)),
            Optional.empty(),
            1L << 33);
    Execution execution =
        new Execution(Map.of("y", new byte[] {1, 2}), List.of(finding, finding), 7)
            .withLostWorker("SIGKILL");
    assertThat(Bodies.read(Execution.class, Bodies.of(Execution.class, execution)))
        .usingRecursiveComparison()
        .isEqualTo(execution);
  }

  @Test
  void answersOfEachKind() throws IOException {
    for (Answer answer :
        List.of(
            new Answer.Ready(new byte[] {1}),
            new Answer.Ran(new byte[] {2, 3}),
            new Answer.Told(new byte[0]),
            new Answer.Unsupplied(List.of("x", "y")),
            new Answer.Absent("none"),
            new Answer.Failed("no memory"))) {
      assertThat(travel(Protocol.ANSWER, answer)).usingRecursiveComparison().isEqualTo(answer);
    }
  }

  private static <T> T travel(Codec<T> codec, T value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(value, new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    T read = codec.read(in);
    assertThat(in.available()).isZero();
    return read;
  }
}
