package org.faultmaven.ingest.indexing.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.faultmaven.contracts.record.Citation;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.ingest.indexing.time.Timestamps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBlockTest {
  private static final Instant SENT = Instant.parse("2026-11-24T10:00:00Z");
  private static final LogBlock.Settings SETTINGS = settings(Duration.ofMinutes(1));

  private static LogBlock.Settings settings(Duration window) {
    return settings(window, 1_000);
  }

  private static LogBlock.Settings settings(Duration window, long block) {
    return new LogBlock.Settings(
        Tenant.DEFAULT, "clean", 0, window, block, 1 << 14, new Timestamps(ZoneOffset.UTC));
  }

  @Test
  void repeatsOfAShapeInAMinuteAreOneEntry() {
    List<Entry> entries =
        entries(
            log(0, "a", "2026-01-02 10:00:01 took 5 ms"),
            log(1, "a", "2026-01-02 10:00:02 took 77 ms"),
            log(2, "b", "2026-01-02 10:00:03 took 8 ms"),
            log(3, "a", "2026-01-02 10:01:00 took 9 ms"));

    assertThat(entries).extracting(Entry::count).containsExactly(2L, 1L, 1L);
    Entry first = entries.getFirst();
    assertThat(first.text().text()).isEqualTo("2026-01-02 10:00:01 took 5 ms");
    assertThat(first.shape().text()).isEqualTo("took 0 ms");
    assertThat(first.lastAt()).isEqualTo(Instant.parse("2026-01-02T10:00:02Z"));
    assertThat(first.lastSeenOffset()).isEqualTo(1);
    assertThat(first.citation().lastOffset()).isZero();
  }

  @Test
  void aStackTraceBelongsToItsHeadOverRecordsOfOthers() {
    List<Entry> entries =
        entries(
            log(0, "a", "2026-01-02 10:00:01 ERROR it failed"),
            log(1, "b", "2026-01-02 10:00:01 fine"),
            log(2, "a", "java.io.IOException: gone"),
            log(3, "a", ""),
            log(4, "a", "\tat a.B.c(B.java:1)"));

    Entry trace = entries.getFirst();
    assertThat(trace.text().text())
        .contains("it failed")
        .contains("IOException")
        .contains("at a.B.c");
    assertThat(trace.citation().offset()).isZero();
    assertThat(trace.citation().lastOffset()).isEqualTo(4);
    assertThat(trace.citation().sha256())
        .isEqualTo(
            Citation.sha256(
                List.of(
                    "2026-01-02 10:00:01 ERROR it failed",
                    "java.io.IOException: gone",
                    "",
                    "\tat a.B.c(B.java:1)")));
    assertThat(entries).hasSize(2);
  }

  @Test
  void linesOfOneRecordAreCitedByNumber() {
    List<Entry> entries =
        entries(log(7, "a", "2026-01-02 10:00:01 one\r\n\n2026-01-02 10:00:02 two\n\tmore"));

    assertThat(entries).hasSize(2);
    assertThat(entries.get(1).citation().firstLine()).isEqualTo(3);
    assertThat(entries.get(1).citation().lastLine()).isEqualTo(4);
  }

  @Test
  void eventsGiveTheirMessageAndTime() {
    List<Entry> entries =
        entries(
            log(0, "a", "{\"ts\":1482179988,\"level\":\"warn\",\"msg\":\"it is late\"}"),
            log(1, "a", "{\"a\":{\"b\":1},\"c\":[true,null]}"));

    assertThat(entries.get(0).text().text()).isEqualTo("WARN it is late");
    assertThat(entries.get(0).firstAt()).isEqualTo(Instant.parse("2016-12-19T20:39:48Z"));
    assertThat(entries.get(1).text().text()).isEqualTo("a.b=1 c=true");
  }

  @Test
  void aLineWithoutTimeTakesItsNeighboursOrElseWhenItWasSent() {
    List<Entry> entries =
        entries(
            log(0, "a", "nothing known"),
            log(1, "a", "2026-01-02 10:00:01 known"),
            log(2, "a", "as the one before"));

    assertThat(entries.get(0).firstAt()).isEqualTo(SENT);
    assertThat(entries.get(2).firstAt()).isEqualTo(Instant.parse("2026-01-02T10:00:01Z"));
  }

  @Test
  void pseudonymsAreOfOneShape() {
    List<Entry> entries =
        entries(
            log(0, "a", "2026-01-02 10:00:01 by <USERNAME_abcdefgh> ok"),
            log(1, "a", "2026-01-02 10:00:02 by <USERNAME_hgfedcba> ok"));

    assertThat(entries)
        .singleElement()
        .extracting(entry -> entry.shape().text())
        .isEqualTo("by <USERNAME> ok");
  }

  /** A citation that reaches further is refused. */
  @Test
  void aTraceEndsWhereACitationWould() {
    var block = new LogBlock(settings(Duration.ofMinutes(1), 10_000), "", 0);
    block.accept(log(0, "a", "2026-01-02 10:00:01 it failed"));
    block.accept(log(999, "a", "\tat a.B.c(B.java:1)"));
    block.accept(log(1_000, "a", "\tat a.B.d(B.java:2)"));

    assertThat(block.drain())
        .extracting(entry -> entry.citation().offset(), entry -> entry.citation().lastOffset())
        .containsExactly(tuple(0L, 999L), tuple(1_000L, 1_000L));
  }

  @Test
  void repeatsCollapseUpToTheEndOfABlock() {
    var block = new LogBlock(settings(Duration.ofHours(1), 10_000), "", 0);
    for (int i = 0; i < 25_000; i++) {
      block.accept(log(i, "a", "2026-01-02 10:00:01 took " + i + " ms"));
    }

    assertThat(block.drain()).extracting(Entry::count).containsExactly(10_000L, 10_000L, 5_000L);
    assertThat(block.rebuildFrom()).isEqualTo(20_000);
  }

  @Test
  void aFirstBlockWithoutRecordsIsNotBegun() {
    var block = new LogBlock(settings(Duration.ofHours(1), 10_000), "", 9_990);
    block.accept(log(10_010, "a", "2026-01-02 10:00:01 took 5 ms"));

    assertThat(block.rebuildFrom()).isEqualTo(10_000);
  }

  /** What is in memory is bounded; from the next multiple on, all is as if it had begun there. */
  @Test
  void aBlockOfManyEntriesEndsEarlyAndTheNextOneWhereItAlwaysDoes() {
    LogBlock.Settings settings = settings(Duration.ofHours(1), 50_000);
    var whole = new LogBlock(settings, "", 0);
    var late = new LogBlock(settings, "", 37_123);
    long deepest = 0;
    var ofWhole = new TreeMap<String, Entry>();
    var ofLate = new TreeMap<String, Entry>();
    for (int i = 0; i < 52_500; i++) {
      CleanLog log = log(i, "s" + i % 25_000, "2026-01-02 10:00:01 took " + i + " ms");
      whole.accept(log);
      deepest = Math.max(deepest, i - whole.rebuildFrom());
      whole.drain().forEach(entry -> ofWhole.put(entry.id(), entry));
      if (i >= 37_123) {
        late.accept(log);
        late.drain().forEach(entry -> ofLate.put(entry.id(), entry));
      }
    }

    assertThat(deepest).isEqualTo(9_999);
    assertThat(ofWhole.values().stream().mapToLong(Entry::count).sum()).isEqualTo(52_500);
    ofWhole.values().removeIf(entry -> entry.citation().offset() < 50_000);
    ofLate.values().removeIf(entry -> entry.citation().offset() < 50_000);
    assertThat(ofLate).hasSize(2_500).isEqualTo(ofWhole);
  }

  @Test
  void aBlockOfMuchTextEndsEarly() {
    var block = new LogBlock(settings(Duration.ofHours(1), 50_000), "", 0);
    String much = "2026-01-02 10:00:01 " + "text ".repeat(20_000);
    for (int i = 0; i < 100; i++) {
      block.accept(log(i, "s" + i, much));
    }

    assertThat(block.rebuildFrom()).isBetween(40L, 99L);
  }

  /**
   * However records are cut into batches, and wherever the indexer is restarted, the entries are
   * the same.
   */
  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_000_000})
  void batchesAndRestartsChangeNothing(int offsets) {
    List<CleanLog> logs = manyLogs();
    LogBlock.Settings settings = settings(Duration.ofMinutes(1), offsets);
    Map<String, Entry> undisturbed = run(settings, logs, new Random(0), 0);
    assertThat(undisturbed.values().stream().mapToLong(Entry::count).sum()).isGreaterThan(1_000);

    for (int seed = 1; seed <= 20; seed++) {
      assertThat(run(settings, logs, new Random(seed), 0.02)).isEqualTo(undisturbed);
    }
  }

  /**
   * With other settings, or by another version, the same lines make other entries: those before the
   * restart stay as they are, and none is counted in both.
   */
  @Test
  void anotherFormInTheMiddleOfABlockCountsNothingTwice() {
    List<CleanLog> logs = manyLogs().subList(0, 600);
    var windows = List.of(1, 2, 1, 1, 3);
    var written = new TreeMap<String, Entry>();
    String carry = "";
    long rebuildFrom = 0;
    for (int part = 0; part < windows.size(); part++) {
      LogBlock.Settings settings = settings(Duration.ofMinutes(windows.get(part)));
      long committed = logs.get(part * 120).offset();
      long begin = LogBlock.begin(settings, carry, committed, rebuildFrom);
      var block = new LogBlock(settings, carry, begin);
      for (CleanLog log : logs.subList(0, part * 120)) {
        if (log.offset() >= begin) {
          block.accept(log);
        }
      }
      block.drain();
      logs.subList(part * 120, (part + 1) * 120).forEach(block::accept);
      block.drain().forEach(entry -> written.put(entry.id(), entry));
      carry = block.carry();
      rebuildFrom = block.rebuildFrom();
    }

    long occurrences =
        entries(logs.toArray(CleanLog[]::new)).stream().mapToLong(Entry::count).sum();
    // A stack trace that is cut by a restart becomes an occurrence.
    assertThat(written.values().stream().mapToLong(Entry::count).sum())
        .isBetween(occurrences, occurrences + 30 * (windows.size() - 1));
  }

  private static Map<String, Entry> run(
      LogBlock.Settings settings, List<CleanLog> logs, Random random, double restarts) {
    var written = new TreeMap<String, Entry>();
    var block = new LogBlock(settings, "", 0);
    int next = 0;
    while (next < logs.size()) {
      int end = Math.min(logs.size(), next + 1 + random.nextInt(200));
      for (; next < end; next++) {
        block.accept(logs.get(next));
      }
      block.drain().forEach(entry -> written.put(entry.id(), entry));
      if (random.nextDouble() < restarts) {
        long committed = next == logs.size() ? Long.MAX_VALUE : logs.get(next).offset();
        long from = block.rebuildFrom();
        assertThat(LogBlock.begin(settings, block.carry(), committed, from)).isEqualTo(from);
        block = new LogBlock(settings, block.carry(), from);
        for (CleanLog log : logs) {
          if (log.offset() >= from && log.offset() < committed) {
            block.accept(log);
          }
        }
        block.drain();
      }
    }
    return written;
  }

  private static List<CleanLog> manyLogs() {
    var random = new Random(5);
    var logs = new ArrayList<CleanLog>();
    long offset = 0;
    for (int i = 0; i < 4_000; i++) {
      offset += 1 + random.nextInt(2);
      String source = "s" + random.nextInt(30);
      String line =
          switch (random.nextInt(6)) {
            case 0 -> "\tat a.B.c(B.java:" + random.nextInt(9) + ")";
            case 1 -> "";
            case 2 -> "without time " + random.nextInt(3);
            default ->
                "2026-01-02 10:%02d:%02d shape%d of %d"
                    .formatted(i / 300, i / 5 % 60, random.nextInt(8), i);
          };
      logs.add(log(offset, source, line));
    }
    return logs;
  }

  private static List<Entry> entries(CleanLog... logs) {
    var block = new LogBlock(SETTINGS, "", 0);
    for (CleanLog log : logs) {
      block.accept(log);
    }
    return block.drain();
  }

  private static CleanLog log(long offset, String source, String value) {
    return new CleanLog(
        offset,
        SanitizedText.fromSanitizedTopic(source.getBytes(UTF_8)),
        SanitizedText.fromSanitizedTopic(value.getBytes(UTF_8)),
        SENT);
  }
}
