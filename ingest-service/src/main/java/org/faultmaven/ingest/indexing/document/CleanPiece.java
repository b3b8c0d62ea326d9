package org.faultmaven.ingest.indexing.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a document as it stands in the clean topic.
 *
 * @param pieces how many the document has
 * @param outlined whether headings and page marks in the text count
 * @param at its own time if the uploader said it, else when it was sent
 */
record CleanPiece(
    String documentId,
    String upload,
    int piece,
    int pieces,
    long offset,
    long sequence,
    SanitizedText text,
    SanitizedText source,
    @Nullable SanitizedText title,
    boolean outlined,
    Instant at) {

  static CleanPiece of(SanitizedTopic topic, ConsumerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    SanitizedText source = text(headers, TopicHeaders.SOURCE);
    String upload = TopicHeaders.text(headers, TopicHeaders.UPLOAD);
    return new CleanPiece(
        documentId(record),
        upload == null ? "" : upload,
        (int) TopicHeaders.number(headers, TopicHeaders.PIECE, 0),
        (int) TopicHeaders.number(headers, TopicHeaders.PIECES, 1),
        record.offset(),
        TopicHeaders.number(headers, TopicHeaders.SEQUENCE, 0),
        topic.text(record),
        source == null ? SanitizedText.constant("documents") : source,
        text(headers, TopicHeaders.TITLE),
        TopicHeaders.MARKDOWN.equals(TopicHeaders.text(headers, TopicHeaders.OUTLINE)),
        at(record));
  }

  static String documentId(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), UTF_8);
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  private static Instant at(ConsumerRecord<byte[], byte[]> record) {
    String occurred = TopicHeaders.text(record.headers(), TopicHeaders.OCCURRED_AT);
    long sent = TopicHeaders.number(record.headers(), TopicHeaders.SENT_AT, record.timestamp());
    try {
      return occurred == null ? Instant.ofEpochMilli(sent) : Instant.parse(occurred);
    } catch (DateTimeException e) {
      return Instant.ofEpochMilli(sent);
    }
  }

  private static @Nullable SanitizedText text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : SanitizedText.fromSanitizedTopic(header.value());
  }
}
