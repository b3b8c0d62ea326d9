package org.faultmaven.contracts.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.record.NewerFormatException;
import org.faultmaven.contracts.record.RecordFormat;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.SanitizedValue;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * A topic that holds only what a sanitiser's verdict made. Records for it are made here, from
 * {@link SanitizedValue}s and keys that are keyed hashes.
 *
 * @param name the whole name
 * @param tenant whose it is
 */
public record SanitizedTopic(String name, Tenant tenant) {
  private static final Pattern KEY = Pattern.compile("[a-z2-7]{52}(?:/[a-z0-9]{1,20})?");

  public Sensitivity sensitivity() {
    return Sensitivity.SANITIZED;
  }

  /**
   * A record for this topic.
   *
   * @param partition null to let the key decide
   * @param key null, or a keyed hash of 52 base32 digits with an optional {@code /suffix}
   * @param value null is a tombstone
   * @throws IllegalArgumentException when the key has another form: it might be raw
   */
  public ProducerRecord<byte[], byte[]> record(
      @Nullable Integer partition,
      @Nullable String key,
      @Nullable SanitizedValue value,
      Headers headers) {
    return new ProducerRecord<>(
        name, partition, null, keyBytes(key), value == null ? null : value.toBytes(), headers);
  }

  /** The bytes of a key, checked as {@link #record} does. */
  public static byte @Nullable [] keyBytes(@Nullable String key) {
    if (key == null) {
      return null;
    }
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "a key of a SANITIZED topic is a keyed hash, not " + key.length() + " chars");
    }
    return key.getBytes(UTF_8);
  }

  /**
   * The source of a record that was read from this topic; empty when it names none.
   *
   * @throws NewerFormatException when a later version wrote it
   */
  public SanitizedText source(ConsumerRecord<byte[], byte[]> read) {
    check(read);
    Header source = read.headers().lastHeader(TopicHeaders.SOURCE);
    return source == null || source.value() == null
        ? SanitizedText.EMPTY
        : SanitizedText.fromSanitizedTopic(source.value());
  }

  private void check(ConsumerRecord<byte[], byte[]> read) {
    if (!read.topic().equals(name)) {
      throw new IllegalArgumentException(
          "a record of " + read.topic() + " was not read from " + name);
    }
    RecordFormat.check(
        "a record of " + name, (int) TopicHeaders.number(read.headers(), TopicHeaders.FORMAT, 1));
  }

  /**
   * The text of a record that was read from this topic.
   *
   * @throws NewerFormatException when a later version wrote it
   */
  public SanitizedText text(ConsumerRecord<byte[], byte[]> read) {
    check(read);
    return SanitizedText.fromSanitizedTopic(read.value());
  }
}
