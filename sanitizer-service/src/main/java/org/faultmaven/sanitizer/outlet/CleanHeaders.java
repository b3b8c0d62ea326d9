package org.faultmaven.sanitizer.outlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.time.Instant;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.record.Receipt;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Headers of a record in a SANITIZED topic. Takes names from the source code or a sanitiser, and
 * values from a sanitiser, or numbers, times and random ids.
 */
public final class CleanHeaders {
  private static final Pattern BASE32 = Pattern.compile("[a-z2-7]+");

  private final RecordHeaders headers;

  public CleanHeaders() {
    this.headers = new RecordHeaders();
  }

  private CleanHeaders(Headers headers) {
    this.headers = new RecordHeaders(headers);
  }

  /** The same headers, to add to. */
  public CleanHeaders copy() {
    return new CleanHeaders(headers);
  }

  public CleanHeaders text(@CompileTimeConstant final String name, SanitizedText value) {
    TopicHeaders.put(headers, name, value.text());
    return this;
  }

  public CleanHeaders number(@CompileTimeConstant final String name, long value) {
    TopicHeaders.put(headers, name, Long.toString(value));
    return this;
  }

  public CleanHeaders time(@CompileTimeConstant final String name, Instant value) {
    TopicHeaders.put(headers, name, value.toString());
    return this;
  }

  /**
   * @throws IllegalArgumentException when it is no random id or keyed hash: it might be raw
   */
  public CleanHeaders id(@CompileTimeConstant final String name, String base32) {
    if (!BASE32.matcher(base32).matches()) {
      throw new IllegalArgumentException("an id in a header is in base32");
    }
    TopicHeaders.put(headers, name, base32);
    return this;
  }

  /** That headings and page marks in a document's text count. */
  public CleanHeaders outlined() {
    put(TopicHeaders.OUTLINE, TopicHeaders.MARKDOWN);
    return this;
  }

  /** A document's label. */
  public CleanHeaders label(SanitizedText name, SanitizedText value) {
    TopicHeaders.put(headers, TopicHeaders.LABEL + name.text(), value.text());
    return this;
  }

  /** A header of the producer's own, beside others of that name. */
  public CleanHeaders other(SanitizedText name, @Nullable SanitizedText value) {
    headers.add(name.text(), value == null ? null : value.toBytes());
    return this;
  }

  public CleanHeaders receipt(Receipt receipt) {
    put(TopicHeaders.POLICY, receipt.policy() + "/" + receipt.policyVersion());
    put(TopicHeaders.SANITIZER, receipt.sanitizer());
    put(
        TopicHeaders.ENTITIES,
        new TreeMap<>(receipt.counts())
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(",")));
    return id(TopicHeaders.RAW_HASH, receipt.rawHash());
  }

  private void put(String name, String value) {
    TopicHeaders.put(headers, name, value);
  }

  /** About how many bytes they take in a record. */
  public long bytes() {
    long bytes = 0;
    for (Header header : headers) {
      bytes += header.key().getBytes(UTF_8).length + 10L;
      bytes += header.value() == null ? 0 : header.value().length;
    }
    return bytes;
  }

  RecordHeaders toHeaders() {
    return new RecordHeaders(headers);
  }
}
