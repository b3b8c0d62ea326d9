package org.faultmaven.query.search;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.faultmaven.query.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.ErrorResponseException;

/** From and to of a request; null is open. */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {
  /** Java has more years than times can be reckoned with. */
  private static final int LAST_YEAR = 9_999;

  /**
   * @throws ErrorResponseException 400 when one is no ISO 8601 time with a zone, or from is after
   *     to
   */
  public static TimeRange parse(@Nullable String from, @Nullable String to) {
    var range = new TimeRange(instant("from", from), instant("to", to));
    if (range.from != null && range.to != null && range.from.isAfter(range.to)) {
      throw Problem.badRequest("The field from is after the field to. Exchange them.");
    }
    return range;
  }

  public boolean open() {
    return from == null && to == null;
  }

  private static @Nullable Instant instant(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text.strip());
      if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
        return time.toInstant();
      }
      throw Problem.badRequest("The field " + field + " has a year that is none of 1 to 9999.");
    } catch (DateTimeParseException e) {
      // Without the cause, which quotes the text.
      throw Problem.badRequest(
          "The field "
              + field
              + " is not an ISO 8601 time with a zone, such as 2016-12-19T20:39:00Z.");
    }
  }
}
