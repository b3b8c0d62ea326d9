package org.faultmaven.names;

/**
 * A named entity.
 *
 * @param start first code point, inclusive
 * @param end last code point, exclusive; greater than {@code start}
 * @param label the model's name of its kind ({@code PERSON}, {@code GPE}), or {@link #OVERLONG}
 */
public record Entity(int start, int end, String label) {
  /**
   * A stretch without white space too long to be judged: to be treated as if it were every kind of
   * entity.
   */
  public static final String OVERLONG = "OVERLONG";
}
