package org.faultmaven.contracts.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.kit.WrittenFormats;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.topic.EntryChanges;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the last release wrote to topics and stores is read, and what a later one writes is not. */
class WrittenRecordsTest {
  private static final String ID = "c".repeat(52);
  private static final String UPLOAD = "d".repeat(26);
  private static final Instant AT = Samples.AT;

  private static Entry log() {
    Entry entry = Samples.entry();
    return new Entry(
        ID,
        entry.tenant(),
        entry.text(),
        entry.shape(),
        entry.source(),
        AT,
        AT.plusSeconds(59),
        1_000_000_000_000L,
        44,
        entry.citation(),
        null,
        null);
  }

  private static Entry chunk() {
    var citation =
        new Citation(
            "faultmaven.documents.clean",
            0,
            7,
            8,
            new SanitizedText("uploads"),
            12,
            3,
            "0123456789abcdef".repeat(4),
            4,
            new SanitizedText("Runbook > Restart"));
    Entry entry = Samples.entry();
    return new Entry(
        ID,
        entry.tenant(),
        entry.text(),
        entry.text(),
        citation.source(),
        AT,
        AT,
        1,
        8,
        citation,
        Samples.ID,
        new SanitizedText("The runbook"));
  }

  private static DocumentEvent event(Stage stage) {
    boolean known = stage != Stage.ACCEPTED;
    return new DocumentEvent(
        ID,
        stage,
        AT,
        UPLOAD,
        stage == Stage.ACCEPTED ? 1_234L : null,
        known ? new SanitizedText("The runbook") : null,
        known ? new SanitizedText("uploads") : null,
        known ? Map.of(new SanitizedText("team"), new SanitizedText("payments")) : Map.of(),
        known ? Map.of("EMAIL_ADDRESS", 2) : Map.of(),
        stage == Stage.INDEXED ? 3 : null,
        stage == Stage.INDEXED ? 0 : null,
        stage == Stage.INDEXED ? 7L : null,
        stage == Stage.QUARANTINED ? "TOO_LARGE: cut it" : null,
        stage == Stage.ACCEPTED ? Samples.ID : null);
  }

  static Stream<Arguments> records() {
    Function<byte[], Object> event = DocumentEvent::fromSanitizedTopic;
    Function<byte[], Object> entry = Entry::fromSanitizedTopic;
    return Stream.concat(
        Stream.of(Stage.values())
            .map(
                stage ->
                    Arguments.of(
                        "document-event-" + stage.label() + ".json",
                        event(stage).toBytes(),
                        event,
                        event(stage))),
        Stream.of(
            Arguments.of("entry-of-a-log.json", log().toBytes(), entry, log()),
            Arguments.of("entry-of-a-document.json", chunk().toBytes(), entry, chunk()),
            Arguments.of(
                "sanitizer-counts.json",
                counts().toBytes(),
                (Function<byte[], Object>) SanitizerCounts::fromBytes,
                counts()),
            Arguments.of(
                "turn.json",
                turn().toBytes(),
                (Function<byte[], Object>) Turn::fromSanitizedStore,
                turn()),
            Arguments.of(
                "indexed-position.txt",
                position().toMetadata().getBytes(UTF_8),
                (Function<byte[], Object>)
                    bytes -> IndexedPosition.fromMetadata(new String(bytes, UTF_8), 0),
                position())));
  }

  private static SanitizerCounts counts() {
    return new SanitizerCounts(9, 1, 2, 3, 4, 5_000_000_000L);
  }

  private static Turn turn() {
    return new Turn(AT, new SanitizedText("why?"), new SanitizedText("{\"answer\":\"<PERSON>\"}"));
  }

  private static IndexedPosition position() {
    return new IndexedPosition(17, 15, 2, 40_000_000_000L, "abcdefghij:iwwm8c0w");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void whatTheLastReleaseWroteIsReadAndStillWritten(
      String name, byte[] written, Function<byte[], Object> read, Object meaning) {
    WrittenFormats.check(WrittenRecordsTest.class, name, written, read, meaning);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void aLaterFormatIsRefusedByItsNumber(
      String name, byte[] written, Function<byte[], Object> read, Object meaning) {
    String json = new String(written, UTF_8);
    if (!json.startsWith("{")) {
      // The position's own version: PositionsTest.
      return;
    }
    byte[] later = json.replaceFirst("\\{", "{\"format\":2,\"was\":7,").getBytes(UTF_8);
    byte[] same = json.replaceFirst("\\{", "{\"format\":1,").getBytes(UTF_8);
    byte[] strange = json.replaceFirst("\\{", "{\"format\":\"x\",").getBytes(UTF_8);

    assertThatExceptionOfType(NewerFormatException.class)
        .isThrownBy(() -> read.apply(later))
        .withMessageContainingAll("format 2", "upgrade");
    assertThat(read.apply(same)).isEqualTo(meaning);
    assertThatExceptionOfType(NewerFormatException.class).isThrownBy(() -> read.apply(strange));
  }

  @Test
  void aLaterEntryIsNotSkippedAsRubbishIs() {
    byte[] key = ID.getBytes(UTF_8);
    byte[] later =
        new String(log().toBytes(), UTF_8).replaceFirst("\\{", "{\"format\":2,").getBytes(UTF_8);
    var partition = new TopicPartition("faultmaven.entries", 0);
    var records =
        new ConsumerRecords<byte[], byte[]>(
            Map.of(partition, List.of(new ConsumerRecord<>(partition.topic(), 0, 0, key, later))),
            Map.of(partition, new OffsetAndMetadata(1)));

    assertThatExceptionOfType(NewerFormatException.class)
        .isThrownBy(() -> EntryChanges.of(records, (number, offset) -> {}));
  }

  @Test
  void aLaterCleanRecordIsRefusedByItsHeader() {
    var topic = new SanitizedTopic("faultmaven.logs.clean", Tenant.DEFAULT);
    var record =
        new ConsumerRecord<byte[], byte[]>(topic.name(), 0, 0, null, "a line".getBytes(UTF_8));

    assertThat(topic.text(record).text()).isEqualTo("a line");

    TopicHeaders.put(record.headers(), TopicHeaders.FORMAT, "2");
    assertThatExceptionOfType(NewerFormatException.class)
        .isThrownBy(() -> topic.text(record))
        .withMessageContaining("faultmaven.logs.clean");
    assertThatExceptionOfType(NewerFormatException.class).isThrownBy(() -> topic.source(record));
  }
}
