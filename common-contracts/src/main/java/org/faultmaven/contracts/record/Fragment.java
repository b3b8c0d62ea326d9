package org.faultmaven.contracts.record;

import org.jspecify.annotations.Nullable;

/**
 * One piece of raw text to sanitise, with what is known of the place it stood in.
 *
 * @param text the raw text; never logged
 * @param label the field, map key or header the text is the value of, null for free text. A rule
 *     may judge by it: the value of {@code password} is a secret whatever it looks like
 */
public record Fragment(String text, @Nullable String label) {
  /** Free text. */
  public static Fragment of(String text) {
    return new Fragment(text, null);
  }

  /** Its length only: a fragment is raw. */
  @Override
  public String toString() {
    return "Fragment[" + text.length() + " chars]";
  }
}
