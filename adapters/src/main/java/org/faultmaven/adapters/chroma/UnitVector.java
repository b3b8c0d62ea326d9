package org.faultmaven.adapters.chroma;

/** Vectors of length 1, as they are kept and asked for. */
final class UnitVector {
  private UnitVector() {}

  /**
   * A new vector of the same direction.
   *
   * @throws IllegalArgumentException when it has another number of dimensions, or no direction: all
   *     zero, or not finite
   */
  static float[] of(float[] vector, int dimensions) {
    if (vector.length != dimensions) {
      throw new IllegalArgumentException(
          "a vector of " + vector.length + " dimensions where " + dimensions + " are kept");
    }
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException("a vector needs a direction: not all zero, all finite");
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }
}
