package org.faultmaven.query.tool;

import java.time.Instant;
import org.faultmaven.contracts.record.SanitizedJson;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.query.search.TimeRange;
import org.jspecify.annotations.Nullable;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Arguments of a call, which fit their schema. */
final class ToolArguments {
  private final SanitizedText text;
  private final JsonNode json;

  ToolArguments(SanitizedText text) {
    this.text = text;
    this.json = JsonMapper.shared().readTree(text.text());
  }

  /** Null when absent. */
  @Nullable SanitizedText text(String name) {
    return SanitizedJson.string(text, name);
  }

  /** Null when absent. */
  @Nullable String string(String name) {
    SanitizedText value = text(name);
    return value == null ? null : value.text();
  }

  int number(String name, int fallback) {
    JsonNode value = json.path(name);
    return value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : fallback;
  }

  long large(String name, long fallback) {
    JsonNode value = json.path(name);
    return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : fallback;
  }

  /**
   * Null when absent.
   *
   * @throws UnfitArgumentsException when it is no time with a zone
   */
  @Nullable Instant time(String name) {
    String value = string(name);
    if (value == null) {
      return null;
    }
    try {
      return TimeRange.parse(value, null).from();
    } catch (ErrorResponseException e) {
      throw new UnfitArgumentsException(
          name
              + " is not an ISO 8601 time with a zone and a year from 1 to 9999, such as"
              + " 2016-12-19T20:39:00Z");
    }
  }
}
