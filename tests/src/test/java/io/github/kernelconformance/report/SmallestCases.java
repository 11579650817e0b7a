package io.github.kernelconformance.report;

import static io.github.kernelconformance.verdict.SyntheticMatrix.cell;

import io.github.kernelconformance.family.ArrayType.Element;
import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.verdict.Contents;
import io.github.kernelconformance.verdict.Contents.Run;
import io.github.kernelconformance.verdict.SmallestCase;
import io.github.kernelconformance.verdict.SmallestCase.Dispatch;
import io.github.kernelconformance.verdict.SmallestCase.Given;
import io.github.kernelconformance.verdict.SmallestCase.NonZero;
import io.github.kernelconformance.verdict.SmallestCase.Search;
import io.github.kernelconformance.verdict.SmallestCase.Source;
import io.github.kernelconformance.verdict.SmallestCase.Use;
import io.github.kernelconformance.verdict.SmallestCase.Wrong;
import io.github.kernelconformance.verdict.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Smallest cases for tests. */
final class SmallestCases {

  private SmallestCases() {}

  /** One product of which the scale is not decoded. */
  static SmallestCase ofAProduct() {
    return new SmallestCase(
        List.of("mxfp4 × qmv × K > 256", "mxfp8 × qmv"),
        40,
        "mxfp4/float32/qmv/N=5/K=512/normal",
        cell("mxfp4/float32/qmv/N=5/K=512/normal"),
        false,
        Status.MISMATCH,
        "y[m=0, n=0] is 127 instead of 1, 127 times as large",
        new Source(
            Optional.of(new SourceLocation("src/main/metal/qmv.metal", 12)),
            "qmv<float, 32>",
            Map.of("wide", "true", "rows", "4")),
        new Dispatch(List.of(1, 2, 1), List.of(32, 2, 1), List.of()),
        List.of(
            new Given(
                0,
                "w",
                Use.READ,
                "uint32 [1, 64], weights",
                256,
                0,
                Optional.of(
                    new Contents(
                        Element.UINT32,
                        64,
                        List.of(new Run(0, 0, "0x00000002"), new Run(1, 63, "0x00000000"))))),
            new Given(1, "y", Use.WRITTEN, "float32 [1, 1]", 4, 0, Optional.empty()),
            new Given(-1, "global_scale", Use.UNBOUND, "", 0, 0, Optional.empty()),
            new Given(
                2,
                "acc",
                Use.BOTH,
                "float",
                8,
                4,
                Optional.of(new Contents(Element.FLOAT32, 3, List.of(new Run(0, 1, "NaN")))))),
        List.of(
            new NonZero("w", "elements", List.of(0, 7), 1, true),
            new NonZero("scales", "", List.of(3), 0.25, false)),
        2,
        585,
        List.of(
            new Wrong("y", List.of(0, 0), 127, 1, 0x1p-20),
            new Wrong("y", List.of(0, 1), Double.NaN, Double.NEGATIVE_INFINITY, 0)),
        new Search(41, ""));
  }

  /** A crash, of which nothing is known but its cell. */
  static SmallestCase ofACrash() {
    return new SmallestCase(
        List.of("every cell of fp_qmv that ran"),
        1,
        "mxfp4/float32/qmv/N=5/K=512/normal",
        cell("mxfp4/float32/qmv/N=5/K=512/normal"),
        true,
        Status.CRASH,
        "SIGSEGV",
        new Source(Optional.empty(), "", Map.of()),
        new Dispatch(List.of(1, 1, 1), List.of(32, 1, 1), List.of(17, 1, 1)),
        List.of(new Given(0, "shared", Use.THREADGROUP, "", 64, 0, Optional.empty())),
        List.of(),
        0,
        0,
        List.of(),
        new Search(400, "after 400 launches"));
  }
}
