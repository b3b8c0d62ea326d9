package org.faultmaven.ingest.indexing.log;

import java.util.regex.Pattern;

/**
 * Whether a line without a time goes on with the message before it: stack traces, wrapped text,
 * closing brackets.
 */
final class Continuation {
  private static final Pattern GOES_ON =
      Pattern.compile(
          "^(?:\\s|at |Caused by: |Suppressed: |\\.{3} \\d+ more|Traceback |During handling"
              + " of|[})\\]]|[\\w.$]+(?:Exception|Error|Throwable)(?:: |$)|\\|)");

  private Continuation() {}

  static boolean of(String line) {
    return GOES_ON.matcher(line).find();
  }
}
