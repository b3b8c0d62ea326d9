package org.faultmaven.ingest.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.DocumentState;
import org.faultmaven.contracts.record.SanitizedText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentIndexTest {
  private static final String ID = "a".repeat(52);
  private static final String OTHER = "b".repeat(52);
  private static final String FIRST = "c".repeat(26);
  private static final String SECOND = "d".repeat(26);
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final DocumentIndex index = new DocumentIndex();

  @Test
  void stagesMayComeInAnyOrderAndTwice() {
    var random = new Random(11);
    for (int round = 0; round < 50; round++) {
      var fresh = new DocumentIndex();
      var events =
          new ArrayList<>(
              List.of(
                  event(ID, Stage.ACCEPTED, 0, FIRST),
                  event(ID, Stage.SANITIZED, 1, FIRST),
                  event(ID, Stage.INDEXED, 2, FIRST)));
      events.addAll(List.copyOf(events));
      Collections.shuffle(events, random);
      events.forEach(event -> fresh.add(event, 7));
      assertThat(fresh.find(ID).orElseThrow().status()).isEqualTo(Stage.INDEXED);
      assertThat(fresh.list(null, null)).hasSize(1);
    }
  }

  @Test
  void theNewestAcceptanceDecides() {
    index.add(event(ID, Stage.ACCEPTED, 0, FIRST), 10);
    index.add(event(ID, Stage.INDEXED, 2, FIRST), 4);
    index.add(event(ID, Stage.ACCEPTED, 3, SECOND), 20);
    assertThat(status()).isEqualTo(Stage.ACCEPTED);

    // Late news of the first acceptance changes nothing, nor does reading it again.
    index.add(event(ID, Stage.DELETED, 9, FIRST), 1);
    index.add(event(ID, Stage.ACCEPTED, 0, FIRST), 10);
    assertThat(status()).isEqualTo(Stage.ACCEPTED);

    index.add(event(ID, Stage.SANITIZED, 4, SECOND), 7);
    assertThat(status()).isEqualTo(Stage.SANITIZED);
    index.add(event(ID, Stage.DELETED, 5, SECOND), 2);
    assertThat(status()).isEqualTo(Stage.DELETED);
  }

  @Test
  void aDeletionOfAnEarlierAcceptanceCountsWhenTheNewestWasIndexedBefore() {
    index.add(event(ID, Stage.ACCEPTED, 0, SECOND), 0);
    index.add(event(ID, Stage.DELETED, 2, FIRST), 0);
    index.add(event(ID, Stage.INDEXED, 3, SECOND), 0);
    assertThat(status()).isEqualTo(Stage.INDEXED);
    index.add(event(ID, Stage.DELETED, 4, FIRST), 1);
    assertThat(status()).isEqualTo(Stage.DELETED);
  }

  @Test
  void aReplayedDocumentIsNoLongerQuarantined() {
    index.add(event(ID, Stage.ACCEPTED, 0, FIRST), 0);
    index.add(event(ID, Stage.QUARANTINED, 1, FIRST), 0);
    assertThat(status()).isEqualTo(Stage.QUARANTINED);
    index.add(event(ID, Stage.SANITIZED, 2, FIRST), 0);
    assertThat(status()).isEqualTo(Stage.SANITIZED);
    index.add(event(ID, Stage.QUARANTINED, 3, FIRST), 1);
    assertThat(status()).isEqualTo(Stage.QUARANTINED);
  }

  @Test
  void aForeignProducersDocumentIsKnownByItsLaterStages() {
    index.add(event(ID, Stage.SANITIZED, 1, FIRST), 0);
    index.add(event(ID, Stage.INDEXED, 2, FIRST), 0);
    assertThat(status()).isEqualTo(Stage.INDEXED);
    assertThat(index.find(ID).orElseThrow().since()).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void theListIsNewestFirstAndFiltered() {
    index.add(event(ID, Stage.ACCEPTED, 0, FIRST), 0);
    index.add(event(OTHER, Stage.ACCEPTED, 5, SECOND), 0);
    index.add(sanitized(OTHER, SECOND, SanitizedText.constant("wiki")), 0);
    assertThat(index.list(null, null)).extracting(DocumentState::id).containsExactly(OTHER, ID);
    assertThat(index.list(Stage.ACCEPTED, null)).extracting(DocumentState::id).containsExactly(ID);
    assertThat(index.list(null, "wiki")).extracting(DocumentState::id).containsExactly(OTHER);
    assertThat(index.list(Stage.ACCEPTED, "wiki")).isEmpty();
  }

  @Test
  void anIdempotencyKeyIsThatOfTheNewestAcceptance() {
    index.add(keyed(ID, FIRST, "k1"), 0);
    assertThat(index.findByIdempotencyKey("k1")).hasValue(ID);
    index.add(keyed(ID, SECOND, "k2"), 1);
    assertThat(index.findByIdempotencyKey("k1")).isEmpty();
    assertThat(index.findByIdempotencyKey("k2")).hasValue(ID);
    // An old event again does not bring its key back.
    index.add(keyed(ID, FIRST, "k1"), 0);
    assertThat(index.findByIdempotencyKey("k1")).isEmpty();
  }

  @Test
  void tombstonesForgetStagesAndAtLastTheDocument() {
    index.read(record(ID + "/accepted", keyed(ID, FIRST, "k1"), 0));
    index.read(record(ID + "/sanitized", event(ID, Stage.SANITIZED, 1, FIRST), 0));
    index.read(record(ID + "/accepted", null, 1));
    assertThat(index.findByIdempotencyKey("k1")).isEmpty();
    assertThat(status()).isEqualTo(Stage.SANITIZED);
    index.read(record(ID + "/sanitized", null, 1));
    assertThat(index.find(ID)).isEmpty();
  }

  @Test
  void whatIsNoEventIsRefusedWithoutQuotingIt() {
    var record =
        new ConsumerRecord<>("events", 0, 0, "x".getBytes(UTF_8), "{hunter2".getBytes(UTF_8));
    assertThatThrownBy(() -> index.read(record))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> index.read(record("hunter2", null, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aDeletedDocumentShowsNothingOfWhatItWas() {
    index.add(event(ID, Stage.ACCEPTED, 0, FIRST), 0);
    index.add(sanitized(ID, FIRST, SanitizedText.constant("wiki")), 0);
    assertThat(DocumentAnswer.of(index.find(ID).orElseThrow(), "clean").source()).isEqualTo("wiki");
    index.add(event(ID, Stage.DELETED, 3, FIRST), 0);
    DocumentAnswer answer = DocumentAnswer.of(index.find(ID).orElseThrow(), "clean");
    assertThat(answer.status()).isEqualTo("deleted");
    assertThat(answer.source()).isNull();
    assertThat(answer.labels()).isNull();
    assertThat(answer.stages()).containsOnlyKeys("accepted", "sanitized", "deleted");
    assertThat(index.list(null, "wiki")).isEmpty();
  }

  private Stage status() {
    return index.find(ID).orElseThrow().status();
  }

  private static DocumentEvent event(String id, Stage stage, int second, String upload) {
    return DocumentEvent.of(id, stage, NOON.plusSeconds(second), upload);
  }

  private static DocumentEvent keyed(String id, String upload, String key) {
    return new DocumentEvent(
        id,
        Stage.ACCEPTED,
        NOON,
        upload,
        1L,
        null,
        null,
        Map.of(),
        Map.of(),
        null,
        null,
        null,
        null,
        key);
  }

  private static DocumentEvent sanitized(String id, String upload, SanitizedText source) {
    return new DocumentEvent(
        id,
        Stage.SANITIZED,
        NOON.plusSeconds(1),
        upload,
        null,
        null,
        source,
        Map.of(),
        Map.of("PERSON", 2),
        null,
        null,
        null,
        null,
        null);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String key, @Nullable DocumentEvent event, long offset) {
    return new ConsumerRecord<>(
        "events", 0, offset, key.getBytes(UTF_8), event == null ? null : event.toBytes());
  }
}
