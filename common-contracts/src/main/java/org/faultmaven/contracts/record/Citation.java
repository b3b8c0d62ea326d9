package org.faultmaven.contracts.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the sanitised lines themselves stand: a Kafka coordinate with a content hash. Opening it
 * gives exactly these lines or nothing.
 *
 * @param topic the clean topic
 * @param offset the first record
 * @param lastOffset the last record; the range holds the records of {@code source} only, others in
 *     between are skipped
 * @param source the source, sanitised
 * @param firstLine 1-based line inside the first record
 * @param lastLine 1-based line inside the last record
 * @param sha256 lower-case hex of the SHA-256 of the cited lines, joined by LF, in UTF-8
 */
public record Citation(
    String topic,
    int partition,
    long offset,
    long lastOffset,
    SanitizedText source,
    int firstLine,
    int lastLine,
    String sha256) {

  /**
   * The lines of a record's value, as citations number them: split at LF, without a CR before it. A
   * value that ends with LF has an empty last line; the empty value is one empty line.
   */
  public static List<SanitizedText> lines(SanitizedText value) {
    var lines = new ArrayList<SanitizedText>();
    String text = value.text();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(line(value, start, end));
      start = end + 1;
    }
    lines.add(line(value, start, text.length()));
    return lines;
  }

  private static SanitizedText line(SanitizedText value, int start, int end) {
    boolean carriageReturn = end > start && value.charAt(end - 1) == '\r';
    return value.part(start, carriageReturn ? end - 1 : end);
  }
}
