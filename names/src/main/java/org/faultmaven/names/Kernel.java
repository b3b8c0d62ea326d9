package org.faultmaven.names;

/**
 * Multiplies rows by weights: nearly all the work there is. Whatever the kernel, each output is the
 * sum of the products in the order of the inputs, each step a fused multiply-add, so that all
 * kernels give the same bits.
 */
interface Kernel {
  /** Widths of outputs are multiples of this; weights go by panels so wide. */
  int COLUMNS = 32;

  /**
   * @param in rows of {@code inputs} each
   * @param weights for each panel of outputs a row for each input
   * @param out rows of {@code outputs} each, overwritten
   */
  void multiply(float[] in, int rows, int inputs, float[] weights, int outputs, float[] out);

  /** For people. */
  String describe();

  /** The best that this JVM has. */
  static Kernel best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new VectorKernel()
        : new PlainKernel();
  }
}
