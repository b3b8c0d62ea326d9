package org.faultmaven.ingest.indexing.log;

import java.util.regex.Pattern;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.ingest.indexing.time.FoundTime;
import org.jspecify.annotations.Nullable;

/**
 * What makes two messages the same: the line without its time, with digits and pseudonyms made
 * equal.
 */
final class Shape {
  /** More than the embedder reads of a line. */
  private static final int MAX_LENGTH = 1024;

  private static final Pattern PSEUDONYM = Pattern.compile("(<[A-Z][A-Z_]{2,38}?)_[a-z2-7]{8}>");
  private static final Pattern DIGITS = Pattern.compile("\\d++");
  private static final Pattern BLANKS = Pattern.compile("\\s++");

  private Shape() {}

  static SanitizedText of(SanitizedText line, @Nullable FoundTime time) {
    String text = line.text();
    String timeless =
        time == null ? text : text.substring(0, time.start()) + text.substring(time.end());
    String cut =
        timeless.length() > 2 * MAX_LENGTH ? timeless.substring(0, 2 * MAX_LENGTH) : timeless;
    String shape = PSEUDONYM.matcher(cut).replaceAll("$1>");
    shape = DIGITS.matcher(shape).replaceAll("0");
    shape = BLANKS.matcher(shape).replaceAll(" ").strip();
    return line.derive(shape.length() > MAX_LENGTH ? shape.substring(0, MAX_LENGTH) : shape);
  }
}
