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
  private static final int GROUP = 4;

  @Override
  public void multiply(
      float[] in, int rows, int inputs, float[] weights, int outputs, float[] out, int to) {
    if (rows < GROUP) {
      for (int row = 0; row < rows; row++) {
        for (int panel = 0; panel < outputs; panel += 2 * COLUMNS) {
          for (int column = 0; column < COLUMNS; column += 2 * LANES) {
            int second = Math.min(panel + COLUMNS, outputs - COLUMNS);
            int from = row * inputs;
            int at = to + row * outputs + column;
            one(in, from, inputs, weights, column, panel, second, out, at);
          }
        }
      }
      return;
    }
    for (int panel = 0; panel < outputs; panel += COLUMNS) {
      for (int group = 0; group < rows; group += GROUP) {
        // The last group goes back over rows that are done already rather than be smaller.
        int row = Math.min(group, rows - GROUP);
        for (int column = 0; column < COLUMNS; column += 2 * LANES) {
          int from = panel * inputs + column;
          int at = to + row * outputs + panel + column;
          four(in, row * inputs, inputs, weights, from, out, at, outputs);
        }
      }
    }
  }

  /** Of two panels at a time, so that no step waits for the one before it. */
  private static void one(
      float[] in,
      int at,
      int inputs,
      float[] weights,
      int column,
      int first,
      int second,
      float[] out,
      int to) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    int a = first * inputs + column;
    int b = second * inputs + column;
    for (int i = at; i < at + inputs; i++) {
      FloatVector x = FloatVector.broadcast(SPECIES, in[i]);
      a0 = x.fma(FloatVector.fromArray(SPECIES, weights, a), a0);
      a1 = x.fma(FloatVector.fromArray(SPECIES, weights, a + LANES), a1);
      b0 = x.fma(FloatVector.fromArray(SPECIES, weights, b), b0);
      b1 = x.fma(FloatVector.fromArray(SPECIES, weights, b + LANES), b1);
      a += COLUMNS;
      b += COLUMNS;
    }
    a0.intoArray(out, to + first);
    a1.intoArray(out, to + first + LANES);
    b0.intoArray(out, to + second);
    b1.intoArray(out, to + second + LANES);
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
    for (int o = 0; o < width; o += LANES) {
      FloatVector greatest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
      for (int i = o; i < bias.length; i += width) {
        FloatVector sum =
            FloatVector.fromArray(SPECIES, a, atA + i)
                .add(FloatVector.fromArray(SPECIES, b, atB + i))
                .add(FloatVector.fromArray(SPECIES, c, atC + i))
                .add(FloatVector.fromArray(SPECIES, bias, i));
        greatest = greatest.max(sum);
      }
      greatest.intoArray(out, to + o);
    }
  }

  @Override
  public void normalise(float[] values, float[] gain, float[] shift) {
    int width = values.length;
    float[] parts = new float[PARTS];
    for (int part = 0; part < PARTS; part += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = part; i < width; i += PARTS) {
        sum = sum.add(FloatVector.fromArray(SPECIES, values, i));
      }
      sum.intoArray(parts, part);
    }
    float mean = Kernel.sum(parts) / width;
    for (int part = 0; part < PARTS; part += LANES) {
      FloatVector squares = FloatVector.zero(SPECIES);
      for (int i = part; i < width; i += PARTS) {
        FloatVector distance = FloatVector.fromArray(SPECIES, values, i).sub(mean);
        squares = distance.fma(distance, squares);
      }
      squares.intoArray(parts, part);
    }
    float scale = Kernel.scale(Kernel.sum(parts), width);
    for (int i = 0; i < width; i += LANES) {
      FloatVector.fromArray(SPECIES, values, i)
          .sub(mean)
          .mul(scale)
          .mul(FloatVector.fromArray(SPECIES, gain, i))
          .add(FloatVector.fromArray(SPECIES, shift, i))
          .intoArray(values, i);
    }
  }

  @Override
  public String describe() {
    return SPECIES.vectorBitSize() + "-bit vectors";
  }
}
