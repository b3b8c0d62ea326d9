package org.faultmaven.ingest.indexing.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.faultmaven.contracts.kit.WrittenFormats;
import org.faultmaven.contracts.record.NewerFormatException;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.junit.jupiter.api.Test;

/** Clean documents of every release are indexed. */
class WrittenCleanPieceTest {
  private final SanitizedTopic topic =
      new SanitizedTopic("faultmaven.documents.clean", Tenant.DEFAULT);

  private ConsumerRecord<byte[], byte[]> record(byte[] format) {
    WrittenFormats.Parts parts = WrittenFormats.parts(format);
    return new ConsumerRecord<>(
        topic.name(),
        0,
        17,
        99,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        parts.key(),
        parts.value(),
        parts.headers(),
        Optional.empty());
  }

  @Test
  void isReadAsItWasMeant() {
    for (byte[] format :
        WrittenFormats.all(WrittenCleanPieceTest.class, "clean-document-piece.record")) {
      CleanPiece piece = CleanPiece.of(topic, record(format));

      assertThat(piece.documentId()).matches("[a-z2-7]{52}");
      assertThat(piece.upload()).matches("[a-z2-7]{26}");
      assertThat(piece.piece()).isZero();
      assertThat(piece.pieces()).isEqualTo(1);
      assertThat(piece.sequence()).isEqualTo(1);
      assertThat(piece.outlined()).isTrue();
      assertThat(piece.source().text()).isEqualTo("uploads");
      assertThat(String.valueOf(piece.title())).startsWith("The runbook of <SECRET_");
      assertThat(piece.text().text()).startsWith("# Restart\nas <SECRET_");
      assertThat(piece.at()).isEqualTo(Instant.parse("2026-05-05T08:00:00Z"));
    }
  }

  @Test
  void theTombstoneSaysWhatItDeletes() {
    for (byte[] format :
        WrittenFormats.all(WrittenCleanPieceTest.class, "clean-document-tombstone.record")) {
      ConsumerRecord<byte[], byte[]> record = record(format);

      assertThat(record.value()).isNull();
      assertThat(CleanPiece.documentId(record)).matches("[a-z2-7]{52}");
      assertThat(TopicHeaders.number(record.headers(), TopicHeaders.DELETES, 0)).isEqualTo(1);
    }
  }

  @Test
  void aLaterOneIsWaitedAt() {
    ConsumerRecord<byte[], byte[]> record =
        record(
            WrittenFormats.all(WrittenCleanPieceTest.class, "clean-document-piece.record")
                .getLast());
    TopicHeaders.put(record.headers(), TopicHeaders.FORMAT, "2");

    assertThatExceptionOfType(NewerFormatException.class)
        .isThrownBy(() -> CleanPiece.of(topic, record));
  }
}
