package org.faultmaven.names;

import java.util.Arrays;

/** In loops that the compiler may or may not make vectors of. */
final class PlainKernel implements Kernel {
  @Override
  public void multiply(
      float[] in, int rows, int inputs, float[] weights, int outputs, float[] out, int to) {
    for (int panel = 0; panel < outputs; panel += COLUMNS) {
      for (int row = 0; row < rows; row++) {
        int at = to + row * outputs + panel;
        Arrays.fill(out, at, at + COLUMNS, 0);
        int from = panel * inputs;
        for (int i = row * inputs; i < (row + 1) * inputs; i++) {
          float factor = in[i];
          for (int j = 0; j < COLUMNS; j++) {
            out[at + j] = Math.fma(factor, weights[from + j], out[at + j]);
          }
          from += COLUMNS;
        }
      }
    }
  }

  @Override
  public void greatest(
      float[] a,
      int atA,
      float[] b,
      int atB,
      float[] c,
      int atC,
      float[] bias,
      int width,
      float[] out,
      int to) {
    Arrays.fill(out, to, to + width, Float.NEGATIVE_INFINITY);
    for (int piece = 0; piece < bias.length; piece += width) {
      for (int o = 0; o < width; o++) {
        int i = piece + o;
        float sum = a[atA + i] + b[atB + i] + c[atC + i] + bias[i];
        out[to + o] = Math.max(out[to + o], sum);
      }
    }
  }

  @Override
  public void normalise(float[] values, float[] gain, float[] shift) {
    int width = values.length;
    float[] parts = new float[PARTS];
    for (int i = 0; i < width; i++) {
      parts[i % PARTS] += values[i];
    }
    float mean = Kernel.sum(parts) / width;
    Arrays.fill(parts, 0);
    for (int i = 0; i < width; i++) {
      float distance = values[i] - mean;
      parts[i % PARTS] = Math.fma(distance, distance, parts[i % PARTS]);
    }
    float scale = Kernel.scale(Kernel.sum(parts), width);
    for (int i = 0; i < width; i++) {
      values[i] = (values[i] - mean) * scale * gain[i] + shift[i];
    }
  }

  @Override
  public String describe() {
    return "plain loops (start Java with --add-modules jdk.incubator.vector for several times the"
        + " speed)";
  }
}
