package org.faultmaven.contracts.record;

/** Vectors of length 1: their dot product is their cosine. */
public final class UnitVector {
  private UnitVector() {}

  /**
   * As {@link #of(float[])}, of so many dimensions.
   *
   * @throws IllegalArgumentException also when it has another number of them
   */
  public static float[] of(float[] vector, int dimensions) {
    if (vector.length != dimensions) {
      throw new IllegalArgumentException(
          "a vector of " + vector.length + " dimensions where " + dimensions + " are kept");
    }
    return of(vector);
  }

  /**
   * A new vector of the same direction.
   *
   * @throws IllegalArgumentException when it has none: all zero, or not finite
   */
  public static float[] of(float[] vector) {
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
