package org.faultmaven.query.citation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.Citation;
import org.faultmaven.query.web.Problem;
import org.springframework.web.ErrorResponseException;

/**
 * What a request asks to open, checked: a client may write any.
 *
 * @param source whose records count; sanitised, for it comes from a citation
 */
record CitedRange(
    String topic,
    int partition,
    long offset,
    long lastOffset,
    String source,
    int firstLine,
    int lastLine,
    String sha256) {
  private static final Pattern LINES = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws ErrorResponseException 400, saying what a citation's address looks like
   */
  static CitedRange of(
      String topic,
      int partition,
      long offset,
      long lastOffset,
      String source,
      String lines,
      String sha256) {
    Matcher range = LINES.matcher(lines);
    check(partition >= 0 && offset >= 0, "partition and offset are 0 or more");
    check(
        lastOffset >= offset && lastOffset - offset < Citation.MAX_OFFSETS,
        "lastOffset is the offset or up to " + (Citation.MAX_OFFSETS - 1) + " above it");
    check(range.matches(), "lines are given as 3-5");
    check(SHA256.matcher(sha256).matches(), "sha256 has 64 lower-case hex digits");
    int first = Integer.parseInt(range.group(1));
    int last = Integer.parseInt(range.group(2));
    check(first >= 1 && last >= 1, "lines begin at 1");
    check(offset < lastOffset || first <= last, "of one record, the first line is before the last");
    return new CitedRange(topic, partition, offset, lastOffset, source, first, last, sha256);
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw Problem.badRequest(
          "This is no address of a citation: "
              + rule
              + ". Use the url of a hit's citation as it is.");
    }
  }
}
