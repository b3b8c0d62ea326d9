package org.faultmaven.adapters.presidio;

import org.faultmaven.contracts.record.Span;

/**
 * What Presidio found in a text that was sent: nothing of the text, so that it may be kept.
 *
 * @param start first UTF-16 index, inclusive
 * @param end last UTF-16 index, exclusive
 * @param type the entity type
 * @param score 0 to 1
 */
record Found(int start, int end, String type, double score) {
  static final String RULE = "presidio";

  /**
   * How much the words around it may have added to a score, and the least that they make of it
   * (Presidio's {@code LemmaContextAwareEnhancer}).
   */
  private static final double CONTEXT_ADDS = 0.35;

  private static final double LEAST_WITH_CONTEXT = 0.4;

  Found {
    type = type.intern();
  }

  /** In the text that the sent one is a part of. */
  Span in(Piece piece) {
    return new Span(piece.start() + start, piece.start() + end, type, score(piece), RULE);
  }

  /** Words that might have counted were cut off: they are taken to have been there. */
  private double score(Piece piece) {
    return piece.isCut() ? withContext(score) : score;
  }

  /** A score as words around make it. */
  static double withContext(double score) {
    return Math.min(1, Math.max(score + CONTEXT_ADDS, LEAST_WITH_CONTEXT));
  }
}
