package org.faultmaven.names;

/** The end of a layer: the greatest of the pieces, then layer normalisation. */
final class Normalised {
  private static final float EPSILON = 1e-8f;

  private Normalised() {}

  /**
   * @param products of the layer's inputs and weights, row after row
   * @return a new row
   */
  static float[] of(Weights.Layer layer, float[] products, int row, Weights weights) {
    int width = weights.width();
    float[] bias = layer.dense().bias();
    int at = row * layer.dense().outputs();
    float[] values = new float[width];
    for (int o = 0; o < width; o++) {
      values[o] = products[at + o] + bias[o];
    }
    for (int piece = 1; piece < weights.pieces(); piece++) {
      int from = piece * width;
      for (int o = 0; o < width; o++) {
        values[o] = Math.max(values[o], products[at + from + o] + bias[from + o]);
      }
    }
    float mean = sum(values, width) / width;
    float variance = EPSILON + squares(values, mean, width) / width;
    float scale = (float) (1 / Math.sqrt(variance));
    float[] gain = layer.gain();
    float[] shift = layer.shift();
    for (int o = 0; o < width; o++) {
      values[o] = (values[o] - mean) * scale * gain[o] + shift[o];
    }
    return values;
  }

  /** Four sums side by side, which the processor computes at once; the width is a multiple. */
  private static float sum(float[] values, int width) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < width; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    return (a + b) + (c + d);
  }

  private static float squares(float[] values, float mean, int width) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < width; i += 4) {
      float w = values[i] - mean;
      float x = values[i + 1] - mean;
      float y = values[i + 2] - mean;
      float z = values[i + 3] - mean;
      a += w * w;
      b += x * x;
      c += y * y;
      d += z * z;
    }
    return (a + b) + (c + d);
  }
}
