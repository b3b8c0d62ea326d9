package org.faultmaven.sanitizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.Pipeline.Out;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever comes, in whatever order. */
class GuaranteesTest {
  private static final int STEPS = 600;

  @TempDir Path folder;

  /** What an indexer knows that reads a clean partition to its end. */
  private record Indexed(long indexed, long deleted, long sequence) {
    static Indexed of(List<Out> clean) {
      var seen = new HashSet<String>();
      long deleted = 0;
      long sequence = 0;
      for (Out record : clean) {
        if (record.value() == null) {
          deleted += TopicHeaders.number(record.headers(), TopicHeaders.DELETES, 0);
        } else {
          sequence = Long.parseLong(record.header(TopicHeaders.SEQUENCE));
          seen.add(record.header(TopicHeaders.SEQUENCE));
        }
      }
      return new Indexed(seen.size() - deleted, deleted, sequence);
    }

    /** Accepted records that are nowhere. */
    long missing(SanitizerCounts counts) {
      long inFlight = counts.held() + counts.forwarded() - sequence;
      return counts.accepted()
          - indexed
          - counts.quarantined()
          - (counts.deleted() + deleted)
          - inFlight;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theLedgerBalancesAfterEveryRecordAndNothingLeaks(long seed) {
    var random = new Random(seed);
    try (var pipeline = new Pipeline(folder)) {
      var mix = new Mix(pipeline, random);
      for (int step = 0; step < STEPS; step++) {
        mix.step();
        Pipeline.assertBalanced(pipeline.logCounts());
        Pipeline.assertBalanced(pipeline.documentCounts());
        assertThat(pipeline.logCounts().accepted()).isEqualTo(mix.acceptedLogs);
        assertThat(pipeline.documentCounts().accepted()).isEqualTo(mix.uploads.size());
      }

      SanitizerCounts logs = pipeline.logCounts();
      assertThat(Indexed.of(pipeline.cleanLogs()).missing(logs)).isZero();
      assertThat(Indexed.of(pipeline.cleanDocuments()).missing(pipeline.documentCounts())).isZero();
      assertThat(logs.forwarded()).isEqualTo(pipeline.cleanLogs().size());
      assertThat(pipeline.cleanLogs().size() + lettersOfLogs(pipeline))
          .as("one clean record or one letter each")
          .isEqualTo(mix.logs);
      assertSequences(pipeline.cleanLogs(), logs.forwarded());
      assertSequences(pipeline.cleanDocuments(), pipeline.documentCounts().forwarded());
      assertContiguous(pipeline.cleanDocuments());
      assertThat(pipeline.sanitized()).isNotEmpty();
      for (Out record : pipeline.sanitized()) {
        assertThat(record.everything()).doesNotContainPattern("SECRET\\d").doesNotContain("POISON");
      }
      assertThat(logs.quarantined()).as("the mix has all kinds").isPositive();
      assertThat(pipeline.documentCounts().deleted()).isPositive();
      assertThat(mix.replays).isPositive();
    }
  }

  /** The sanitiser answers late, and is away again and again. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theLedgerBalancesWhileRecordsWait(long seed) {
    var random = new Random(seed);
    var work = new ArrayDeque<Runnable>();
    try (var pipeline = Pipeline.waiting(folder, work::add)) {
      var mix = new Mix(pipeline, random);
      for (int step = 0; step < STEPS / 2; step++) {
        mix.step();
        disturb(pipeline, work, random);
        Pipeline.assertBalanced(pipeline.logCounts());
        Pipeline.assertBalanced(pipeline.documentCounts());
        assertThat(pipeline.logCounts().accepted()).isLessThanOrEqualTo(mix.logs);
      }
      pipeline.sanitizer.away = false;
      settle(pipeline, work);

      SanitizerCounts logs = pipeline.logCounts();
      assertThat(pipeline.sizeOf("queue")).isZero();
      assertThat(Indexed.of(pipeline.cleanLogs()).missing(logs)).isZero();
      assertThat(Indexed.of(pipeline.cleanDocuments()).missing(pipeline.documentCounts())).isZero();
      assertThat(pipeline.cleanLogs().size() + lettersOfLogs(pipeline)).isEqualTo(mix.logs);
      assertSequences(pipeline.cleanLogs(), logs.forwarded());
      assertSequences(pipeline.cleanDocuments(), pipeline.documentCounts().forwarded());
      assertContiguous(pipeline.cleanDocuments());
      assertThat(pipeline.letters())
          .as("an outage puts nothing aside")
          .allMatch(letter -> !"BackendException".equals(letter.header(TopicHeaders.ERROR_CLASS)));
      for (Out record : pipeline.sanitized()) {
        assertThat(record.everything()).doesNotContainPattern("SECRET\\d").doesNotContain("POISON");
      }
    }
  }

  private static void disturb(Pipeline pipeline, ArrayDeque<Runnable> work, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> pipeline.sanitizer.away = random.nextBoolean();
      case 1 -> pipeline.waiting.gate().open();
      case 2, 3 -> pipeline.advance(Duration.ofMillis(60));
      case 4, 5, 6 -> {
        if (!work.isEmpty()) {
          work.remove().run();
        }
      }
      default -> {}
    }
  }

  /** All that is under way comes to its end. */
  private static void settle(Pipeline pipeline, ArrayDeque<Runnable> work) {
    while (!work.isEmpty() || pipeline.sizeOf("queue") > 0) {
      pipeline.waiting.gate().open();
      pipeline.advance(Duration.ofMillis(60));
      while (!work.isEmpty()) {
        work.remove().run();
      }
    }
  }

  private static long lettersOfLogs(Pipeline pipeline) {
    return pipeline.letters().stream()
        .filter(letter -> letter.header(TopicHeaders.ORIGIN).startsWith(pipeline.rawLogs))
        .count();
  }

  /** Numbered from 1, without gaps, in order. */
  private static void assertSequences(List<Out> clean, long last) {
    long before = 0;
    for (Out record : clean) {
      if (record.value() != null) {
        long sequence = Long.parseLong(record.header(TopicHeaders.SEQUENCE));
        assertThat(sequence).isBetween(before, before + 1);
        before = sequence;
      }
    }
    assertThat(before).isEqualTo(last);
  }

  /** The pieces of an acceptance follow each other. */
  private static void assertContiguous(List<Out> clean) {
    int expected = 0;
    for (Out record : clean) {
      if (record.value() == null) {
        assertThat(expected).as("a tombstone among pieces").isZero();
        continue;
      }
      assertThat(record.header(TopicHeaders.PIECE)).isEqualTo("" + expected);
      boolean last = expected + 1 == Integer.parseInt(record.header(TopicHeaders.PIECES));
      expected = last ? 0 : expected + 1;
    }
  }

  @Test
  void aRecordThatGetsLostUnbalancesTheLedger() {
    try (var pipeline = new Pipeline(folder)) {
      for (int i = 0; i < 20; i++) {
        pipeline.log("k", i % 5 == 0 ? "POISON" : "line " + i);
      }
      List<Out> clean = pipeline.cleanLogs();
      assertThat(Indexed.of(clean).missing(pipeline.logCounts())).isZero();

      for (int lost = 0; lost < clean.size() - 1; lost++) {
        var rest = new ArrayList<>(clean);
        rest.remove(lost);
        assertThat(Indexed.of(rest).missing(pipeline.logCounts()))
            .as("without %d", lost)
            .isEqualTo(1);
      }
      // The last one is in flight for ever.
      var rest = clean.subList(0, clean.size() - 1);
      assertThat(pipeline.logCounts().forwarded() - Indexed.of(rest).sequence()).isEqualTo(1);
    }
  }

  /** A made-up traffic of everything that may come. */
  private static final class Mix {
    private final Pipeline pipeline;
    private final Random random;
    final Set<String> uploads = new HashSet<>();
    private final List<Runnable> due = new ArrayList<>();
    private final Set<Integer> sentAgain = new HashSet<>();
    private int next;
    long logs;
    long acceptedLogs;
    long replays;

    Mix(Pipeline pipeline, Random random) {
      this.pipeline = pipeline;
      this.random = random;
    }

    void step() {
      switch (random.nextInt(11)) {
        case 0, 1, 2 -> log();
        case 9 -> spoof();
        case 3, 4 -> upload();
        case 5, 6, 7 -> piece();
        case 8 -> pipeline.document(document(), null);
        default -> replay();
      }
    }

    private void log() {
      String secret = "SECRET" + random.nextInt(1000);
      switch (random.nextInt(7)) {
        case 0 -> pipeline.log(secret, "line with " + secret);
        case 1 -> pipeline.log(null, "{\"" + secret + "\":[\"" + secret + "\",1.0]}");
        case 2 -> pipeline.log(null, "x", secret, secret, "fm.source", secret, "fm.x", secret);
        case 3 -> pipeline.log(secret, (String) null);
        case 4 -> pipeline.log(secret, secret + " POISON");
        case 5 -> pipeline.log(null, secret, "fm.replay-of", pipeline.rawLogs + "/0/999999");
        default -> pipeline.log(null, "{\"broken\":\"" + secret, "fm.deletes", "1");
      }
      logs++;
      acceptedLogs++;
    }

    private String document() {
      return Pipeline.id("document " + random.nextInt(12));
    }

    /** Makes a new upload and queues its pieces among those of the others. */
    private void upload() {
      String id = document();
      String upload = Pipeline.upload(next++);
      int pieces = 1 + random.nextInt(3);
      int bad = random.nextInt(5) == 0 ? random.nextInt(pieces) : -1;
      for (int piece = 0; piece < pieces; piece++) {
        int number = piece;
        String text = "piece " + piece + " SECRET" + random.nextInt(1000);
        int said = piece == bad && random.nextBoolean() ? pieces + 1 : pieces;
        String value = piece == bad ? text + " POISON" : text;
        due.add(
            random.nextInt(due.size() + 1),
            () -> {
              pipeline.piece(id, upload, number, said, value);
              uploads.add(upload);
            });
      }
    }

    private void piece() {
      if (due.isEmpty()) {
        log();
        return;
      }
      due.removeFirst().run();
    }

    /** Names a letter of another document: a new record. */
    private void spoof() {
      List<Out> letters = pipeline.letters();
      String origin =
          letters.isEmpty()
              ? "nonsense"
              : letters.get(random.nextInt(letters.size())).header(TopicHeaders.ORIGIN);
      String key = "spoof " + next++;
      pipeline.document(
          key, "SECRET7" + (random.nextBoolean() ? " POISON" : ""), "fm.replay-of", origin);
      uploads.add(key);
    }

    /** Sends a letter again; every other time what was wrong with it is mended. */
    private void replay() {
      List<Out> letters = pipeline.letters();
      if (letters.isEmpty()) {
        log();
        return;
      }
      int which = random.nextInt(letters.size());
      Out letter = letters.get(which);
      boolean ofLogs = letter.header(TopicHeaders.ORIGIN).startsWith(pipeline.rawLogs);
      if (!sentAgain.add(which)) {
        return;
      }
      boolean mended = random.nextBoolean() && letter.value() != null;
      byte[] value =
          mended ? letter.text().replace("POISON", "fine").getBytes(UTF_8) : letter.value();
      boolean believed =
          pipeline.store("quarantined").get(letter.header(TopicHeaders.ORIGIN)) != null;
      if (!ofLogs && !believed) {
        // Of a document that was deleted since: a new upload of the same id, counted elsewhere.
        return;
      }
      pipeline.replay(new Out(letter.key(), value, letter.headers()));
      replays++;
      if (ofLogs) {
        logs++;
        acceptedLogs += believed ? 0 : 1;
      }
    }
  }
}
