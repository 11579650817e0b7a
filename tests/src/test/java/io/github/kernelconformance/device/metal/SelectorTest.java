package io.github.kernelconformance.device.metal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No message is sent to Metal that was not looked up. */
class SelectorTest {

  /** As collected from Apple's metal-cpp headers and from programs that drive Metal so. */
  private static final String COLLECTED =
      """
      stringWithUTF8String: UTF8String fileURLWithPath: localizedDescription domain userInfo code
      count objectAtIndex: name registryID hasUnifiedMemory supportsFamily:
      maxThreadgroupMemoryLength maxBufferLength maxThreadsPerThreadgroup
      newLibraryWithSource:options:error: newLibraryWithURL:error: newCommandQueue
      newBufferWithLength:options: newComputePipelineStateWithFunction:options:reflection:error:
      setFastMathEnabled: setMathMode: setMathFloatingPointFunctions: setLanguageVersion:
      setPreprocessorMacros: functionNames newFunctionWithName:
      newFunctionWithName:constantValues:error: setConstantValue:type:atIndex:
      setConstantValue:type:withName: maxTotalThreadsPerThreadgroup threadExecutionWidth
      staticThreadgroupMemoryLength bindings arguments index type access isUsed bufferDataSize
      commandBuffer computeCommandEncoder commit waitUntilCompleted status error GPUStartTime
      GPUEndTime setComputePipelineState: setBuffer:offset:atIndex: setBytes:length:atIndex:
      setThreadgroupMemoryLength:atIndex: dispatchThreadgroups:threadsPerThreadgroup: endEncoding
      contents respondsToSelector:
      """;

  /** Those that name their source where they are declared. */
  private static final Set<String> WITH_A_SOURCE =
      Set.of(
          "new",
          "release",
          "dispatchThreads:threadsPerThreadgroup:",
          "isActive",
          "setLabel:",
          "architecture",
          "bufferDataType",
          "threadgroupMemoryDataSize");

  @Test
  void everySelectorWasCollectedOrNamesItsSource() {
    Set<String> known = new TreeSet<>(List.of(COLLECTED.strip().split("\\s+")));
    known.addAll(WITH_A_SOURCE);

    assertThat(Arrays.stream(Selector.values()).map(Selector::text)).isSubsetOf(known);
  }

  @Test
  void selectorsAreDistinct() {
    List<String> texts = Stream.of(Selector.values()).map(Selector::text).toList();
    assertThat(texts.stream().collect(Collectors.toSet())).hasSameSizeAs(texts);
  }
}
