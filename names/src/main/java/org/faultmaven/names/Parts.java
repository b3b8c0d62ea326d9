package org.faultmaven.names;

import org.jspecify.annotations.Nullable;

/**
 * The shares of tokens in the parser's hidden layer, those asked for last: while an entity is open
 * each token needs two, and the same tokens come again. For one thread.
 */
final class Parts {
  private static final int KEPT = 256;

  private final Scores scores;
  private final Kernel kernel;
  private final long[] ids = new long[3 * KEPT];
  private final float[] @Nullable [] parts = new float[3 * KEPT][];

  Parts(Scores scores, Kernel kernel) {
    this.scores = scores;
    this.kernel = kernel;
  }

  /**
   * @param position 0: the current token, 1: the first of the entity, 2: the one before the current
   * @return never written to again
   */
  float[] of(int position, Judged token) {
    int place = position * KEPT + (int) (token.id() & (KEPT - 1));
    float[] part = parts[place];
    if (part == null || ids[place] != token.id()) {
      part = scores.part(kernel, position, token.vector());
      ids[place] = token.id();
      parts[place] = part;
    }
    return part;
  }
}
