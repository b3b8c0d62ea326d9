package org.faultmaven.names;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** By the vector instructions of the processor: four rows by two vectors of outputs at a time. */
final class VectorKernel implements Kernel {
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > COLUMNS / 2
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  public void multiply(
      float[] in, int rows, int inputs, float[] weights, int outputs, float[] out) {
    for (int panel = 0; panel < outputs; panel += COLUMNS) {
      int row = 0;
      for (; row + 4 <= rows; row += 4) {
        for (int column = 0; column < COLUMNS; column += 2 * LANES) {
          int from = panel * inputs + column;
          int to = row * outputs + panel + column;
          four(in, row * inputs, inputs, weights, from, out, to, outputs);
        }
      }
      for (; row < rows; row++) {
        for (int column = 0; column < COLUMNS; column += 2 * LANES) {
          int from = panel * inputs + column;
          one(in, row * inputs, inputs, weights, from, out, row * outputs + panel + column);
        }
      }
    }
  }

  private static void one(
      float[] in, int at, int inputs, float[] weights, int panel, float[] out, int to) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    int from = panel;
    for (int i = at; i < at + inputs; i++) {
      FloatVector x = FloatVector.broadcast(SPECIES, in[i]);
      a0 = x.fma(FloatVector.fromArray(SPECIES, weights, from), a0);
      a1 = x.fma(FloatVector.fromArray(SPECIES, weights, from + LANES), a1);
      from += COLUMNS;
    }
    a0.intoArray(out, to);
    a1.intoArray(out, to + LANES);
  }

  private static void four(
      float[] in,
      int at,
      int inputs,
      float[] weights,
      int panel,
      float[] out,
      int to,
      int outputs) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    int from = panel;
    for (int i = at; i < at + inputs; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, weights, from);
      FloatVector w1 = FloatVector.fromArray(SPECIES, weights, from + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, in[i]);
      a0 = x.fma(w0, a0);
      a1 = x.fma(w1, a1);
      x = FloatVector.broadcast(SPECIES, in[i + inputs]);
      b0 = x.fma(w0, b0);
      b1 = x.fma(w1, b1);
      x = FloatVector.broadcast(SPECIES, in[i + 2 * inputs]);
      c0 = x.fma(w0, c0);
      c1 = x.fma(w1, c1);
      x = FloatVector.broadcast(SPECIES, in[i + 3 * inputs]);
      d0 = x.fma(w0, d0);
      d1 = x.fma(w1, d1);
      from += COLUMNS;
    }
    a0.intoArray(out, to);
    a1.intoArray(out, to + LANES);
    b0.intoArray(out, to + outputs);
    b1.intoArray(out, to + outputs + LANES);
    c0.intoArray(out, to + 2 * outputs);
    c1.intoArray(out, to + 2 * outputs + LANES);
    d0.intoArray(out, to + 3 * outputs);
    d1.intoArray(out, to + 3 * outputs + LANES);
  }

  @Override
  public String describe() {
    return SPECIES.vectorBitSize() + "-bit vectors";
  }
}
