package org.faultmaven.sanitizer.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.sanitizer.stream.Judge;
import org.jspecify.annotations.Nullable;

/**
 * What a piece says of itself; a record without a word is a document of one piece.
 *
 * @param upload which upload it is of; for a record without one, a hash of its value
 * @param piece from 0
 * @param pieces how many there are
 */
record PieceHeader(
    String documentId, String upload, int piece, int pieces, Optional<Instant> occurredAt) {
  private static final Pattern UPLOAD = Pattern.compile("[a-z2-7]{26}");
  private static final int MAX_PIECES = 4096;

  static PieceHeader of(Record<byte[], byte[]> raw, Judge judge) {
    Headers headers = raw.headers();
    String id = DocumentIds.of(raw, judge);
    String upload = TopicHeaders.text(headers, TopicHeaders.UPLOAD);
    if (upload == null || !isUpload(upload)) {
      String hash = judge.hash().of("upload", judge.tenant(), raw.value());
      return new PieceHeader(id, hash.substring(0, 26), 0, 1, occurredAt(headers));
    }
    return new PieceHeader(
        id,
        upload,
        (int) TopicHeaders.number(headers, TopicHeaders.PIECE, -1),
        (int) TopicHeaders.number(headers, TopicHeaders.PIECES, -1),
        occurredAt(headers));
  }

  static boolean isUpload(String text) {
    return UPLOAD.matcher(text).matches();
  }

  boolean fits() {
    return piece >= 0 && piece < pieces && pieces <= MAX_PIECES;
  }

  private static Optional<Instant> occurredAt(Headers headers) {
    @Nullable String text = TopicHeaders.text(headers, TopicHeaders.OCCURRED_AT);
    try {
      return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
