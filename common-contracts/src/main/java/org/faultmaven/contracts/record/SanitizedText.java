package org.faultmaven.contracts.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.Iterator;
import java.util.List;

/**
 * Text that a sanitiser has judged and masked. There is no way from a raw string to one of these
 * but through a {@link Verdict}; parts and compositions of sanitised text stay sanitised.
 */
public final class SanitizedText implements SanitizedValue, CharSequence {
  public static final SanitizedText EMPTY = new SanitizedText("");

  private final String text;

  SanitizedText(String text) {
    this.text = text;
  }

  /** A text that stands in the source code, and so can hold nobody's data. */
  public static SanitizedText constant(@CompileTimeConstant final String text) {
    return new SanitizedText(text);
  }

  /** The parts in order, with a constant between them. */
  public static SanitizedText join(
      @CompileTimeConstant final String separator, List<SanitizedText> parts) {
    var joined = new StringBuilder();
    for (Iterator<SanitizedText> next = parts.iterator(); next.hasNext(); ) {
      joined.append(next.next().text);
      if (next.hasNext()) {
        joined.append(separator);
      }
    }
    return new SanitizedText(joined.toString());
  }

  /**
   * What a SANITIZED topic holds: called by {@code SanitizedTopic} and the codecs of this package
   * only.
   */
  public static SanitizedText fromSanitizedTopic(byte[] value) {
    return new SanitizedText(new String(value, UTF_8));
  }

  /** A part of this text, which is sanitised as the whole is. */
  public SanitizedText part(int start, int end) {
    return new SanitizedText(text.substring(start, end));
  }

  /**
   * This text after a change that can only drop characters or replace them by others without
   * meaning (a shape, a flattened event). The caller answers for that; an architecture test lists
   * the callers.
   */
  public SanitizedText derive(String derived) {
    return new SanitizedText(derived);
  }

  public String text() {
    return text;
  }

  @Override
  public byte[] toBytes() {
    return text.getBytes(UTF_8);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return part(start, end);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SanitizedText that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
