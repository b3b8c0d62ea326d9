package org.faultmaven.contracts.record;

/**
 * A stretch of text that was judged to be an entity.
 *
 * @param start first UTF-16 index, inclusive. The API and Presidio count code points; they are
 *     converted at the edge
 * @param end last UTF-16 index, exclusive; greater than {@code start}
 * @param type the entity type in Presidio's naming ({@code EMAIL_ADDRESS}): upper-case letters,
 *     digits, underscores
 * @param score 0 to 1
 * @param rule what found it, for {@code --explain}
 */
public record Span(int start, int end, String type, double score, String rule) {
  public Span {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "a span needs 0 <= start < end, not " + start + ".." + end);
    }
  }

  public int length() {
    return end - start;
  }

  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }
}
