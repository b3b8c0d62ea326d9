package org.faultmaven.query.answer;

import java.util.regex.Pattern;

/** How bad a message says it is: by its level, else by what it tells of. */
enum Severity {
  /** Written for those who debug the program. */
  DETAIL(-0.5),
  NONE(0),
  /** A message without a level that tells of a failure. */
  NOTICE(0.4),
  WARN(0.7),
  EXCEPTION(0.8),
  ERROR(1.0),
  FATAL(1.2);

  /** Only the head is judged for a level: a stack trace may be long. */
  private static final int HEAD = 400;

  private static final Pattern FATAL_LEVEL =
      level("FATAL|CRITICAL|CRIT|EMERG|EMERGENCY|ALERT|PANIC", "F");
  private static final Pattern ERROR_LEVEL = level("ERROR|SEVERE|ERR", "E");
  private static final Pattern WARN_LEVEL = level("WARN|WARNING", "W");
  private static final Pattern DETAIL_LEVEL = level("TRACE|DEBUG|VERBOSE|FINE|FINER|FINEST", "V");
  private static final Pattern THROWN =
      Pattern.compile("\\b[\\w.$]*[a-z](?:Exception|Error)\\b|\\bTraceback \\(most recent");
  private static final Pattern FAILURE =
      Pattern.compile(
          "(?i)(?<!\\b(?:0|no) )\\b(?:fail(?:ed|ure|ures|ing|over)?|disconnect\\w*|offline"
              + "|unavailable|unreachable|refused|expired|time[ds]? ?out|lost|dead|died|crash\\w*"
              + "|abort\\w*|denied|killed|resign\\w*|evict\\w*|shut(?:ting)? ?down|rejected"
              + "|corrupt\\w*|out of memory|oom|no space left)\\b");

  private final double weight;

  Severity(double weight) {
    this.weight = weight;
  }

  /** What it adds to 1. */
  double weight() {
    return weight;
  }

  /** Whether it tells of trouble. */
  boolean bad() {
    return weight > 0;
  }

  static Severity of(String text) {
    String head = text.substring(0, Math.min(text.length(), HEAD));
    if (FATAL_LEVEL.matcher(head).find()) {
      return FATAL;
    }
    if (ERROR_LEVEL.matcher(head).find()) {
      return ERROR;
    }
    if (THROWN.matcher(text).find()) {
      return EXCEPTION;
    }
    if (WARN_LEVEL.matcher(head).find()) {
      return WARN;
    }
    if (DETAIL_LEVEL.matcher(head).find()) {
      return DETAIL;
    }
    return FAILURE.matcher(head).find() ? NOTICE : NONE;
  }

  /**
   * A level as logs write it: a word in capitals, a word in brackets ({@code [error]}), a field
   * ({@code level=error}, {@code "level":"error"}), or klog's letter ({@code E1219 }).
   */
  private static Pattern level(String words, String klog) {
    return Pattern.compile(
        "\\b(?:"
            + words
            + ")\\b|(?i:\\[(?:"
            + words
            + ")\\])|(?i:(?:level|severity|lvl)[\"']?\\s*[=:]\\s*[\"']?(?:"
            + words
            + ")\\b)|^"
            + klog
            + "\\d{4} ");
  }
}
