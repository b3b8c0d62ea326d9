package org.faultmaven.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KernelTest {
  @ParameterizedTest
  @CsvSource({"1,64,32", "3,96,64", "4,288,288", "7,17,96", "64,384,288", "65,1,128"})
  void allGiveTheSameBits(int rows, int inputs, int outputs) {
    var random = new Random(rows);
    float[] in = numbers(random, rows * inputs);
    float[] weights = numbers(random, inputs * outputs);
    float[] byVectors = numbers(random, rows * outputs);
    float[] byLoops = numbers(random, rows * outputs);
    new VectorKernel().multiply(in, rows, inputs, weights, outputs, byVectors);
    new PlainKernel().multiply(in, rows, inputs, weights, outputs, byLoops);
    assertThat(byVectors).containsExactly(byLoops);
  }

  @ParameterizedTest
  @CsvSource({"5,40,74", "1,64,64"})
  void multiplies(int rows, int inputs, int outputs) {
    var random = new Random(rows);
    float[] rowMajor = numbers(random, inputs * outputs);
    Weights.Dense dense = Weights.Dense.of(inputs, outputs, rowMajor, new float[outputs]);
    float[] in = numbers(random, rows * inputs);
    float[] out = new float[rows * dense.outputs()];
    dense.multiply(Kernel.best(), in, rows, out);
    for (int row = 0; row < rows; row++) {
      for (int o = 0; o < outputs; o++) {
        double sum = 0;
        for (int i = 0; i < inputs; i++) {
          sum += (double) in[row * inputs + i] * rowMajor[o * inputs + i];
        }
        assertThat((double) out[row * dense.outputs() + o])
            .isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-4));
      }
    }
  }

  @Test
  void saysWhatItIs() {
    assertThat(Kernel.best()).isInstanceOf(VectorKernel.class);
    assertThat(new VectorKernel().describe()).endsWith("-bit vectors");
    assertThat(new PlainKernel().describe()).contains("--add-modules jdk.incubator.vector");
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }
    return numbers;
  }
}
