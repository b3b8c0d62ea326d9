package org.faultmaven.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelTest {
  @ParameterizedTest
  @CsvSource({
    "1,64,32",
    "3,96,64",
    "4,288,288",
    "7,17,96",
    "64,384,288",
    "65,1,128",
    "2,64,128",
    "3,20,96",
    "5,30,32"
  })
  void allGiveTheSameBits(int rows, int inputs, int outputs) {
    var random = new Random(rows);
    float[] in = numbers(random, rows * inputs);
    float[] weights = numbers(random, inputs * outputs);
    float[] before = numbers(random, rows * outputs + 10);
    float[] byVectors = before.clone();
    float[] byLoops = before.clone();
    new VectorKernel().multiply(in, rows, inputs, weights, outputs, byVectors, 7);
    new PlainKernel().multiply(in, rows, inputs, weights, outputs, byLoops, 7);
    assertThat(byVectors).containsExactly(byLoops);
    assertThat(byVectors).startsWith(Arrays.copyOf(before, 7));
    assertThat(byVectors).endsWith(Arrays.copyOfRange(before, before.length - 3, before.length));
  }

  @ParameterizedTest
  @CsvSource({"64,2", "96,3", "16,1"})
  void allFindTheSameGreatest(int width, int pieces) {
    var random = new Random(width);
    float[] a = numbers(random, width * pieces + 5);
    float[] b = numbers(random, width * pieces + 3);
    float[] c = numbers(random, width * pieces);
    float[] bias = numbers(random, width * pieces);
    float[] byVectors = new float[width + 1];
    float[] byLoops = new float[width + 1];
    new VectorKernel().greatest(a, 5, b, 3, c, 0, bias, width, byVectors, 1);
    new PlainKernel().greatest(a, 5, b, 3, c, 0, bias, width, byLoops, 1);
    assertThat(byVectors).containsExactly(byLoops);
    for (int o = 0; o < width; o++) {
      float greatest = Float.NEGATIVE_INFINITY;
      for (int i = o; i < bias.length; i += width) {
        greatest = Math.max(greatest, a[5 + i] + b[3 + i] + c[i] + bias[i]);
      }
      assertThat(byVectors[1 + o]).isEqualTo(greatest);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 96, 1024})
  void allNormaliseTheSame(int width) {
    var random = new Random(width);
    float[] values = numbers(random, width);
    float[] gain = numbers(random, width);
    float[] shift = numbers(random, width);
    float[] byVectors = values.clone();
    float[] byLoops = values.clone();
    new VectorKernel().normalise(byVectors, gain, shift);
    new PlainKernel().normalise(byLoops, gain, shift);
    assertThat(byVectors).containsExactly(byLoops);
    double mean = 0;
    for (float value : values) {
      mean += value / width;
    }
    double variance = 0;
    for (float value : values) {
      variance += (value - mean) * (value - mean) / width;
    }
    for (int o = 0; o < width; o++) {
      double expected = (values[o] - mean) / Math.sqrt(variance) * gain[o] + shift[o];
      assertThat((double) byVectors[o]).isCloseTo(expected, Offset.offset(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({"5,40,74", "1,64,64"})
  void multiplies(int rows, int inputs, int outputs) {
    var random = new Random(rows);
    float[] rowMajor = numbers(random, inputs * outputs);
    Weights.Dense dense = Weights.Dense.of(inputs, outputs, rowMajor, new float[outputs]);
    float[] in = numbers(random, rows * inputs);
    float[] out = new float[rows * dense.outputs()];
    dense.multiply(Kernel.best(), in, rows, out, 0);
    for (int row = 0; row < rows; row++) {
      for (int o = 0; o < outputs; o++) {
        double sum = 0;
        for (int i = 0; i < inputs; i++) {
          sum += (double) in[row * inputs + i] * rowMajor[o * inputs + i];
        }
        assertThat((double) out[row * dense.outputs() + o]).isCloseTo(sum, Offset.offset(1e-4));
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
