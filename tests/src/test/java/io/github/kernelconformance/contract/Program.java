package io.github.kernelconformance.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A random straight line of operations, each on inputs and earlier results. */
record Program(float[] inputs, List<Step> steps) {

  record Step(Op op, int[] operands) {
    @Override
    public String toString() {
      return op + Arrays.toString(operands);
    }
  }

  private static final int INPUTS = 4;

  private static final List<Op> COMMON = List.of(Op.PLUS, Op.MINUS, Op.TIMES, Op.OVER, Op.EXP);

  static Program random(Random random, int length, boolean wild) {
    float[] inputs = new float[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      inputs[i] = wild ? ConformingKernelsTest.any(random) : (float) random.nextGaussian();
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      Op[] all = Op.values();
      Op op =
          random.nextInt(3) == 0 ? COMMON.get(random.nextInt(5)) : all[random.nextInt(all.length)];
      int[] operands = new int[op.operands];
      for (int o = 0; o < operands.length; o++) {
        operands[o] = random.nextInt(INPUTS + i);
      }
      steps.add(new Step(op, operands));
    }
    return new Program(inputs, steps);
  }

  Tracked[] reference(Arithmetic arithmetic) {
    Tracked[] values = new Tracked[INPUTS + steps.size()];
    for (int i = 0; i < INPUTS; i++) {
      values[i] = arithmetic.exact(inputs[i]);
    }
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Tracked[] operands = new Tracked[step.operands.length];
      for (int o = 0; o < operands.length; o++) {
        operands[o] = values[step.operands[o]];
      }
      values[INPUTS + i] = step.op.of(operands);
    }
    return values;
  }

  float[] run(FloatKernel kernel, Random random) {
    float[] values = new float[INPUTS + steps.size()];
    for (int i = 0; i < INPUTS; i++) {
      values[i] = kernel.flushed(inputs[i]);
    }
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      float[] operands = new float[step.operands.length];
      for (int o = 0; o < operands.length; o++) {
        operands[o] = values[step.operands[o]];
      }
      values[INPUTS + i] =
          step.op == Op.PLUS && product(step.operands[0]) && random.nextBoolean()
              ? contracted(kernel, step, values)
              : kernel.of(step.op, operands);
    }
    return values;
  }

  private boolean product(int index) {
    return index >= INPUTS && steps.get(index - INPUTS).op == Op.TIMES;
  }

  private float contracted(FloatKernel kernel, Step sum, float[] values) {
    int[] factors = steps.get(sum.operands[0] - INPUTS).operands;
    return kernel.fused(values[factors[0]], values[factors[1]], values[sum.operands[1]]);
  }

  @Override
  public String toString() {
    return Arrays.toString(inputs) + " " + steps;
  }
}
