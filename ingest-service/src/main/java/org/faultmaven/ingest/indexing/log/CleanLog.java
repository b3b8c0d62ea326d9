package org.faultmaven.ingest.indexing.log;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.TopicHeaders;

/**
 * A record of a clean log topic.
 *
 * @param sentAt when it was sent, by its header, else when it was appended
 */
public record CleanLog(long offset, SanitizedText source, SanitizedText value, Instant sentAt) {

  /** Reads a record; its topic's name stands in for a source that is absent. */
  public static CleanLog of(SanitizedTopic topic, ConsumerRecord<byte[], byte[]> record) {
    var header = record.headers().lastHeader(TopicHeaders.SOURCE);
    byte[] source =
        header == null
            ? topic.name().getBytes(java.nio.charset.StandardCharsets.UTF_8)
            : header.value();
    long sentAt = TopicHeaders.number(record.headers(), TopicHeaders.SENT_AT, record.timestamp());
    return new CleanLog(
        record.offset(),
        SanitizedText.fromSanitizedTopic(source),
        record.value() == null ? SanitizedText.EMPTY : topic.text(record),
        Instant.ofEpochMilli(sentAt));
  }
}
