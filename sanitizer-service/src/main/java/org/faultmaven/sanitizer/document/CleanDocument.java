package org.faultmaven.sanitizer.document;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.Receipt;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.sanitizer.outlet.CleanHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A document as it goes on.
 *
 * @param occurredAt the document's own time, if it has one
 * @param sentAt epoch milliseconds
 * @param outlined whether headings and page marks in the text count
 * @param bytes of the raw text
 * @param pieces at least one
 */
record CleanDocument(
    @Nullable SanitizedText title,
    SanitizedText source,
    @Nullable Instant occurredAt,
    long sentAt,
    Map<SanitizedText, SanitizedText> labels,
    Receipt receipt,
    boolean outlined,
    long bytes,
    List<SanitizedText> pieces) {

  /** The headers that all its pieces have. */
  CleanHeaders headers(String upload) {
    var headers =
        new CleanHeaders()
            .id(TopicHeaders.UPLOAD, upload)
            .number(TopicHeaders.PIECES, pieces.size())
            .text(TopicHeaders.SOURCE, source)
            .number(TopicHeaders.SENT_AT, sentAt)
            .receipt(receipt);
    if (title != null) {
      headers.text(TopicHeaders.TITLE, title);
    }
    if (occurredAt != null) {
      headers.time(TopicHeaders.OCCURRED_AT, occurredAt);
    }
    if (outlined) {
      headers.outlined();
    }
    labels.forEach(headers::label);
    return headers;
  }

  /** Says that it was sanitised. */
  DocumentEvent event(String id, String upload, Instant at) {
    return new DocumentEvent(
        id,
        Stage.SANITIZED,
        at,
        upload,
        bytes,
        title,
        source,
        labels,
        receipt.counts(),
        null,
        null,
        null,
        null,
        null);
  }

  /** Content-free. */
  @Override
  public String toString() {
    return "CleanDocument[" + pieces.size() + " pieces]";
  }
}
