package org.faultmaven.names;

/**
 * The arithmetic on rows: nearly all the work there is. Whatever the kernel, sums are made in the
 * same order and by the same steps, so that all kernels give the same bits.
 */
interface Kernel {
  /** Widths of outputs are multiples of this; weights go by panels so wide. */
  int COLUMNS = 32;

  /** Sums over a row are made in so many parts, each of every so-manieth; widths are multiples. */
  int PARTS = 16;

  /**
   * Multiplies rows by weights. Each output is the sum of the products in the order of the inputs,
   * each step a fused multiply-add.
   *
   * @param in rows of {@code inputs} each
   * @param weights for each panel of outputs a row for each input
   * @param out rows of {@code outputs} each, from {@code to} on, overwritten
   */
  void multiply(
      float[] in, int rows, int inputs, float[] weights, int outputs, float[] out, int to);

  /**
   * Maxout of a sum: of {@code a + b + c + bias}, each from its place on and so long as the bias,
   * the greatest of the pieces that are {@code width} long.
   */
  void greatest(
      float[] a,
      int atA,
      float[] b,
      int atB,
      float[] c,
      int atC,
      float[] bias,
      int width,
      float[] out,
      int to);

  /** Layer normalisation, in place. */
  void normalise(float[] values, float[] gain, float[] shift);

  /** For people. */
  String describe();

  /** The best that this JVM has. */
  static Kernel best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new VectorKernel()
        : new PlainKernel();
  }

  /** The sum of the parts of a sum, the same way always. */
  static float sum(float[] parts) {
    for (int half = PARTS / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        parts[i] += parts[i + half];
      }
    }
    return parts[0];
  }

  /** By what the distance from the mean is multiplied, from the sum of their squares. */
  static float scale(float squares, int width) {
    return (float) (1 / Math.sqrt(1e-8f + squares / width));
  }
}
