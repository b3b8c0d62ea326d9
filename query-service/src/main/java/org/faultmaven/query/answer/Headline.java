package org.faultmaven.query.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one line that stands for an entry: its first line without the time, and the exception below
 * it.
 */
final class Headline {
  private static final int LENGTH = 200;

  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "^\\[?(?:\\d{4}[-/]\\d{2}[-/]\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?"
              + "(?:Z|\\s?[+-]\\d{2}:?\\d{2})?)\\]?\\s*");
  private static final Pattern THROWN =
      Pattern.compile("^\\s*(?:Caused by: )?[\\w.$]+(?:Exception|Error)\\b.*");

  private Headline() {}

  static String of(String text) {
    Matcher time = TIMESTAMP.matcher(text);
    String body = time.find() ? text.substring(time.end()) : text;
    Optional<String> first = body.lines().filter(line -> !line.isBlank()).findFirst();
    String head = cut(first.orElse(""));
    Optional<String> thrown =
        body.lines().skip(1).filter(line -> THROWN.matcher(line).matches()).findFirst();
    return thrown.map(line -> head + " | " + cut(line.strip())).orElse(head);
  }

  /** Never inside a code point. */
  private static String cut(String line) {
    String plain = line.replaceAll("\\p{Cntrl}+", " ").strip();
    if (plain.codePointCount(0, plain.length()) <= LENGTH) {
      return plain;
    }
    return plain.substring(0, plain.offsetByCodePoints(0, LENGTH)) + "...";
  }
}
