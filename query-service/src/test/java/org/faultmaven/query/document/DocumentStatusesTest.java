package org.faultmaven.query.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;

class DocumentStatusesTest {
  private static final String ID = "a".repeat(52);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final DocumentStatuses statuses = new DocumentStatuses();
  private long offset;

  @Test
  void follows_a_document_from_stage_to_stage() {
    reached(Stage.ACCEPTED, NOON);
    assertThat(statuses.of(ID).status()).isEqualTo("accepted");
    reached(Stage.INDEXED, NOON.plusSeconds(2));
    reached(Stage.SANITIZED, NOON.plusSeconds(1));

    DocumentStatuses.Status indexed = statuses.of(ID);
    assertThat(indexed.status()).isEqualTo("indexed");
    assertThat(indexed.stages())
        .containsEntry("accepted", NOON)
        .containsEntry("indexed", NOON.plusSeconds(2));
    assertThat(indexed.reason()).isNull();

    reached(Stage.DELETED, NOON.plusSeconds(3));
    assertThat(statuses.of(ID).status()).isEqualTo("deleted");
  }

  @Test
  void an_unknown_one_is_said_to_be() {
    assertThatThrownBy(() -> statuses.of(ID))
        .isInstanceOfSatisfying(
            ErrorResponseException.class,
            e -> assertThat(e.getStatusCode().value()).isEqualTo(404));
  }

  @Test
  void what_is_no_event_harms_no_other() {
    record(ID + "/accepted", "no event".getBytes(UTF_8));
    reached(Stage.ACCEPTED, NOON);

    assertThat(statuses.of(ID).status()).isEqualTo("accepted");
  }

  @Test
  void a_forgotten_document_is_unknown() {
    reached(Stage.ACCEPTED, NOON);
    record(ID + "/accepted", null);

    assertThatThrownBy(() -> statuses.of(ID)).isInstanceOf(ErrorResponseException.class);
  }

  private void reached(Stage stage, Instant at) {
    DocumentEvent event = DocumentEvent.of(ID, stage, at, "upload");
    record(event.key(), event.toBytes());
  }

  private void record(String key, byte @Nullable [] value) {
    statuses.record(
        new ConsumerRecord<>("documents.events", 0, offset++, key.getBytes(UTF_8), value), false);
  }
}
