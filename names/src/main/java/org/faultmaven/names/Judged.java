package org.faultmaven.names;

/**
 * What is known of a token from its window of four to each side.
 *
 * @param vector what the parser sees of it
 * @param best the best move while no entity is open
 * @param bestUnlessBegin the best of those that begin no entity
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Judged(long id, float[] vector, int best, int bestUnlessBegin) implements Memory.Entry {
  static final int BYTES = 76 + 64 * Float.BYTES;

  @Override
  public int bytes() {
    return 76 + vector.length * Float.BYTES;
  }
}
