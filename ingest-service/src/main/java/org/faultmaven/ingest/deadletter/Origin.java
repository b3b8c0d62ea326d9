package org.faultmaven.ingest.deadletter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The raw record a dead letter was made of. Written {@code topic/partition/offset} in headers, and
 * {@code topic-partition-offset} as an id, which is safe in a URL: Kafka's topic names are letters,
 * digits, dots, underscores and hyphens.
 */
record Origin(String topic, int partition, long offset) {
  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z0-9._-]{1,249})/(\\d{1,9})/(\\d{1,18})");
  private static final Pattern ID =
      Pattern.compile("([A-Za-z0-9._-]{1,249})-(\\d{1,9})-(\\d{1,18})");

  /** Empty when the text has another form. */
  static Optional<Origin> fromHeader(String text) {
    return parse(HEADER.matcher(text));
  }

  /** Empty when the text has another form. */
  static Optional<Origin> fromId(String text) {
    return parse(ID.matcher(text));
  }

  private static Optional<Origin> parse(Matcher form) {
    return form.matches()
        ? Optional.of(
            new Origin(
                form.group(1), Integer.parseInt(form.group(2)), Long.parseLong(form.group(3))))
        : Optional.empty();
  }

  String toHeader() {
    return topic + "/" + partition + "/" + offset;
  }

  String toId() {
    return topic + "-" + partition + "-" + offset;
  }
}
