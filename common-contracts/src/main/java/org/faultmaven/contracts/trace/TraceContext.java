package org.faultmaven.contracts.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Where a piece of work stands in a trace, as the header {@code traceparent} of W3C Trace Context
 * says it. {@code tracestate} is neither read nor written: it is free text of whoever sent it.
 *
 * @param traceId 32 hexadecimal digits, not all 0
 * @param spanId 16 hexadecimal digits, not all 0
 * @param sampled whether the trace is recorded
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
  /** The header's name, in Kafka and in HTTP. */
  public static final String HEADER = "traceparent";

  private static final int LONGEST = 256;
  private static final int SAMPLED = 1;

  private static final Pattern FORM =
      Pattern.compile(
          "([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /** What a header says; null when it says nothing, or something else. */
  public static @Nullable TraceContext parse(@Nullable String traceparent) {
    if (traceparent == null || traceparent.length() > LONGEST) {
      return null;
    }
    Matcher form = FORM.matcher(traceparent);
    if (!form.matches()) {
      return null;
    }
    String version = form.group(1);
    // A later version may have more at its end; ff is none.
    if (version.equals("ff") || (version.equals("00") && form.group(5) != null)) {
      return null;
    }
    boolean sampled = (Integer.parseInt(form.group(4), 16) & SAMPLED) != 0;
    return new TraceContext(form.group(2), form.group(3), sampled);
  }

  /** What the headers of a record say; null when they name no trace. */
  public static @Nullable TraceContext of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null || header.value() == null || header.value().length > LONGEST
        ? null
        : parse(new String(header.value(), UTF_8));
  }

  /** Names the trace in the headers of a record, instead of one that they named. */
  public void put(Headers headers) {
    TopicHeaders.put(headers, HEADER, header());
  }

  /** As the header says it. */
  public String header() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}
