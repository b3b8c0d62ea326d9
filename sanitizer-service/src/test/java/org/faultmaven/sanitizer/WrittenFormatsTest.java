package org.faultmaven.sanitizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.faultmaven.contracts.kit.WrittenFormats;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.NewerFormatException;
import org.faultmaven.sanitizer.support.FakeSanitizer;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.Pipeline.Out;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the stream writes to topics and stores is what the last release wrote, and what that left in
 * the stores is gone on with. Records of clean topics are read in ingest-service's test.
 */
class WrittenFormatsTest {
  private static final String ID = Pipeline.id("runbook");
  private static final String UPLOAD = Pipeline.upload(1);

  @TempDir private Path folder;

  private static void checkRecord(String name, Out out) {
    byte[] written = WrittenFormats.record(out.key(), out.headers(), out.value());
    WrittenFormats.check(
        WrittenFormatsTest.class, name, written, bytes -> new String(bytes, UTF_8), text(written));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static long sendPiece(Pipeline pipeline, int piece) {
    return pipeline.document(
        ID,
        piece == 0 ? "# Restart\nas SECRET7\n" : "then wait\n",
        "fm.upload",
        UPLOAD,
        "fm.piece",
        Integer.toString(piece),
        "fm.pieces",
        "2",
        "fm.source",
        "uploads",
        "fm.title",
        "The runbook of SECRET7",
        "fm.outline",
        "markdown",
        "fm.occurred-at",
        "2026-05-05T08:00:00Z",
        "fm.label.team",
        "payments");
  }

  @Test
  void recordsOfCleanTopicsAndDeadLetters() {
    try (var pipeline = new Pipeline(folder)) {
      pipeline.log(
          "host-1", "password=SECRET7 refused\n\tat x", "fm.source", "app.log", "trace", "4111");
      pipeline.log("host-1", "POISON", "fm.source", "app.log", "trace", "4111");
      sendPiece(pipeline, 0);
      sendPiece(pipeline, 1);
      pipeline.document(ID, null);

      checkRecord("clean-log.record", pipeline.cleanLogs().getFirst());
      checkRecord("dead-letter.record", pipeline.letters().getFirst());
      List<Out> documents = pipeline.cleanDocuments();
      checkRecord("clean-document-piece.record", documents.get(0));
      checkRecord("clean-document-tombstone.record", documents.get(1));
    }
  }

  /** A store's keys and values, a line each. */
  private static byte[] dump(Pipeline pipeline, String store, boolean binary) {
    var lines = new TreeMap<String, String>();
    try (KeyValueIterator<String, byte[]> all = pipeline.store(store).all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> each = all.next();
        byte[] value = binary ? WrittenFormats.hex(each.value) : each.value;
        lines.put(each.key, text(value).strip());
      }
    }
    assertThat(lines).as(store).isNotEmpty();
    var dump = new StringBuilder();
    lines.forEach((key, value) -> dump.append(key).append('\t').append(value).append('\n'));
    return dump.toString().getBytes(UTF_8);
  }

  /** Puts a store's content, as a restart restores it from the changelog. */
  private static void restore(Pipeline pipeline, String store, boolean binary, byte[] dump) {
    text(dump)
        .lines()
        .forEach(
            line -> {
              String[] cells = line.split("\t", 2);
              byte[] value = cells[1].getBytes(UTF_8);
              pipeline.store(store).put(cells[0], binary ? WrittenFormats.fromHex(value) : value);
            });
  }

  private void checkStore(
      String store, boolean binary, Pipeline written, Function<byte[], Object> read, Object mean) {
    WrittenFormats.check(
        WrittenFormatsTest.class,
        "store-" + store + ".tsv",
        dump(written, store, binary),
        read,
        mean);
  }

  @Test
  void theLedgerGoesOn() {
    try (var pipeline = new Pipeline(folder.resolve("a"))) {
      pipeline.log("k", "a line");
      pipeline.log("k", "POISON");
      sendPiece(pipeline, 0);

      checkStore(
          "ledger",
          false,
          pipeline,
          dump -> {
            try (var next = new Pipeline(folder.resolve("b"))) {
              restore(next, "ledger", false, dump);
              next.log("k", "another");
              return List.of(next.logCounts().accepted(), next.logCounts().quarantined());
            }
          },
          List.of(3L, 1L));
    }
  }

  @Test
  void aDeadLetterIsKnownByItsReplay() {
    try (var pipeline = new Pipeline(folder.resolve("a"))) {
      pipeline.log("k", "POISON");
      Out letter = pipeline.letters().getFirst();

      checkStore(
          "quarantined",
          false,
          pipeline,
          dump -> {
            try (var next = new Pipeline(folder.resolve("b"))) {
              restore(next, "quarantined", false, dump);
              restore(next, "ledger", false, dump(pipeline, "ledger", false));
              next.replay(letter);
              return List.of(next.logCounts().accepted(), next.logCounts().quarantined());
            }
          },
          List.of(1L, 1L));
    }
  }

  @Test
  void heldPiecesAndWhatIsKnownOfTheirDocument() {
    try (var pipeline = new Pipeline(folder.resolve("a"))) {
      sendPiece(pipeline, 0);
      byte[] known = dump(pipeline, "documents", false);
      byte[] held = dump(pipeline, "pieces", true);

      checkStore(
          "pieces",
          true,
          pipeline,
          dump -> completed(known, dump),
          "# Restart\nas MASKED\nthen wait\n");
      checkStore(
          "documents",
          false,
          pipeline,
          dump -> completed(dump, held),
          "# Restart\nas MASKED\nthen wait\n");
    }
  }

  /** What the document is once its second piece came. */
  private String completed(byte[] documents, byte[] pieces) {
    try (var next = new Pipeline(folder.resolve("next"))) {
      restore(next, "documents", false, documents);
      restore(next, "pieces", true, pieces);
      sendPiece(next, 1);
      assertThat(next.events()).extracting(event -> event.stage()).contains(Stage.SANITIZED);
      return next.cleanDocuments()
          .getFirst()
          .text()
          .replace(FakeSanitizer.mask("SECRET7"), "MASKED");
    }
  }

  @Test
  void whatWaitedForPresidio() {
    try (var pipeline = Pipeline.waiting(folder.resolve("a"), work -> {})) {
      pipeline.log("k", "a line of SECRET7", "fm.source", "app.log");
      byte[] written = dump(pipeline, "queue", true);

      WrittenFormats.check(
          WrittenFormatsTest.class,
          "store-queue.tsv",
          written,
          dump -> {
            try (var first = new Pipeline(folder.resolve("b"))) {
              restore(first, "queue", true, dump);
              return dump(first, "queue", true).length;
            }
          },
          written.length);
    }
  }

  /** Changelogs are named after them: another name is a new, empty store. */
  @Test
  void theStoresHaveTheirNames() {
    try (var pipeline = new Pipeline(folder)) {
      assertThat(pipeline.driver.getAllStateStores().keySet())
          .as("what the last release has in the changelogs would be lost: docs/upgrades.md")
          .containsExactlyInAnyOrder("ledger", "quarantined", "documents", "pieces", "queue");
    }
  }

  @Test
  void whatALaterReleaseHoldsStopsTheStreamAndIsNotMisread() {
    try (var pipeline = new Pipeline(folder)) {
      sendPiece(pipeline, 0);
      String state = text(pipeline.store("documents").get(ID));
      pipeline
          .store("documents")
          .put(ID, state.replaceFirst("\\{", "{\"format\":2,").getBytes(UTF_8));

      assertThatThrownBy(() -> sendPiece(pipeline, 1))
          .hasRootCauseInstanceOf(NewerFormatException.class);
    }
  }

  @Test
  void soDoesALaterHeldPiece() {
    try (var pipeline = new Pipeline(folder)) {
      sendPiece(pipeline, 0);
      String key = ID + "/" + UPLOAD + "/0000000000";
      byte[] piece = pipeline.store("pieces").get(key).clone();
      piece[0] = 2;
      pipeline.store("pieces").put(key, piece);

      assertThatThrownBy(
              () -> {
                sendPiece(pipeline, 1);
                pipeline.advance(Duration.ofHours(1));
              })
          .hasRootCauseInstanceOf(NewerFormatException.class);
    }
  }
}
