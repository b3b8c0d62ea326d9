package org.faultmaven.ingest.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.ingest.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * What a client says of a document beside its text, checked. Its answers name the field that is
 * wrong and never its value.
 *
 * @param occurredAt ISO 8601 in UTC
 * @param sessionId the session that the upload belongs to, a UUID
 */
record Description(
    @Nullable String title,
    @Nullable String source,
    Map<String, String> labels,
    @Nullable String occurredAt,
    @Nullable String sessionId) {
  static final int MAX_CHARS = 1000;
  static final int MAX_LABELS = 32;

  /** What indexes can tell from other times. */
  private static final Instant EARLIEST = Instant.parse("1678-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  Description {
    labels = Map.copyOf(labels);
  }

  /**
   * @throws ErrorResponseException 400, naming the field
   */
  static Description checked(
      @Nullable String title,
      @Nullable String source,
      Map<String, String> labels,
      @Nullable String occurredAt,
      @Nullable String sessionId) {
    return new Description(
        line("title", title),
        line("source", source),
        labels(labels),
        time(occurredAt),
        session(sessionId));
  }

  /**
   * Labels as parameters carry them, {@code labels=team=db} each.
   *
   * @throws ErrorResponseException 400 when one has no {@code =}
   */
  static Map<String, String> labels(List<String> parameters) {
    var labels = new LinkedHashMap<String, String>();
    for (String each : parameters) {
      int equals = each.indexOf('=');
      if (equals < 0) {
        throw bad("labels", "is one label each, as in labels=team=storage; repeat it for more");
      }
      labels.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return labels;
  }

  private static Map<String, String> labels(Map<String, String> labels) {
    if (labels.size() > MAX_LABELS) {
      throw bad("labels", "are at most " + MAX_LABELS);
    }
    var checked = new LinkedHashMap<String, String>();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (!LABEL.matcher(label.getKey()).matches()) {
        throw bad("labels", "have names of 1 to 63 letters, digits, dots, hyphens and underscores");
      }
      String value = line("labels", label.getValue());
      if (value == null) {
        throw bad("labels", "have a value each, of 1 to " + MAX_CHARS + " characters");
      }
      checked.put(label.getKey(), value);
    }
    return checked;
  }

  /** One line of text; null when there is none. */
  private static @Nullable String line(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    String line = value.strip();
    if (line.codePointCount(0, line.length()) > MAX_CHARS
        || line.chars().anyMatch(Character::isISOControl)) {
      throw bad(
          field, "holds at most " + MAX_CHARS + " characters a value, without control characters");
    }
    return line;
  }

  private static @Nullable String time(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(value.strip()).toInstant();
      if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
        throw bad("occurredAt", "is a time of the years 1678 to 2261");
      }
      return time.toString();
    } catch (DateTimeException e) {
      throw bad("occurredAt", "is a time in ISO 8601 with its zone, such as 2026-01-31T12:00:00Z");
    }
  }

  private static @Nullable String session(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (!Session.isId(value.strip())) {
      throw bad("sessionId", "is a session's id, as POST /api/v1/sessions gave it");
    }
    return value.strip();
  }

  private static ErrorResponseException bad(String field, String rule) {
    return Problem.of(
        HttpStatus.BAD_REQUEST,
        "A field has the wrong form",
        "The field " + field + " " + rule + ".");
  }

  /** Content-free. */
  @Override
  public String toString() {
    return "Description[" + labels.size() + " labels]";
  }
}
