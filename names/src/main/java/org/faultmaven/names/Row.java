package org.faultmaven.names;

/** What a layer makes of a window, or what a token adds to windows. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Row(long id, float[] values) implements Memory.Entry {
  static final int BYTES = 60 + 96 * Float.BYTES;
  static final int SHARES_BYTES = 60 + 864 * Float.BYTES;

  @Override
  public int bytes() {
    return 60 + values.length * Float.BYTES;
  }
}
