package org.faultmaven.names;

import java.util.Arrays;

/** In loops that the compiler may or may not make vectors of. */
final class PlainKernel implements Kernel {
  @Override
  public void multiply(
      float[] in, int rows, int inputs, float[] weights, int outputs, float[] out) {
    for (int panel = 0; panel < outputs; panel += COLUMNS) {
      for (int row = 0; row < rows; row++) {
        int to = row * outputs + panel;
        Arrays.fill(out, to, to + COLUMNS, 0);
        int from = panel * inputs;
        for (int i = row * inputs; i < (row + 1) * inputs; i++) {
          float factor = in[i];
          for (int j = 0; j < COLUMNS; j++) {
            out[to + j] = Math.fma(factor, weights[from + j], out[to + j]);
          }
          from += COLUMNS;
        }
      }
    }
  }

  @Override
  public String describe() {
    return "plain loops (start Java with --add-modules jdk.incubator.vector for several times the"
        + " speed)";
  }
}
