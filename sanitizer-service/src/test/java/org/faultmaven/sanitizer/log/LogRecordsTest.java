package org.faultmaven.sanitizer.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.sanitizer.support.FakeSanitizer;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.Pipeline.Out;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRecordsTest {
  private static final String MASK = FakeSanitizer.mask("SECRET1");

  @TempDir Path folder;
  private Pipeline pipeline;

  @BeforeEach
  void open() {
    pipeline = new Pipeline(folder);
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void aLineGoesOnWithItsReceipt() {
    pipeline.log("app-1", "started with SECRET1\n  and more");

    Out clean = pipeline.cleanLogs().getFirst();
    assertThat(clean.text()).isEqualTo("started with " + MASK + "\n  and more");
    assertThat(clean.keyText()).isEqualTo(Pipeline.HASH.of("key", Tenant.DEFAULT, "app-1"));
    assertThat(clean.headerNames())
        .containsExactlyInAnyOrder(
            "fm.source",
            "fm.sent-at",
            "fm.policy",
            "fm.sanitizer",
            "fm.entities",
            "fm.raw-hash",
            "fm.seq");
    assertThat(clean.header("fm.source")).isEqualTo("app-1");
    assertThat(clean.header("fm.sent-at")).isEqualTo("" + pipeline.now().toEpochMilli());
    assertThat(clean.header("fm.policy")).isEqualTo("logs/3");
    assertThat(clean.header("fm.sanitizer")).isEqualTo("fake/1");
    assertThat(clean.header("fm.entities")).isEqualTo("SECRET=1");
    assertThat(clean.header("fm.raw-hash"))
        .isEqualTo(Pipeline.HASH.of("raw", Tenant.DEFAULT, "started with SECRET1\n  and more"));
    assertThat(clean.header("fm.seq")).isEqualTo("1");
    assertThat(pipeline.logCounts()).isEqualTo(new SanitizerCounts(1, 0, 0, 0, 1, 1));
  }

  @Test
  void oneCallJudgesAllOfARecord() {
    pipeline.log("k", "{\"a\":[1,\"x\"]}", "h", "v");

    assertThat(pipeline.sanitizer.calls).hasSize(1);
    assertThat(pipeline.sanitizer.calls.getFirst()).hasSize(3 + 2 + 1);
  }

  @Test
  void noKeyStaysNoKeyAndTheTopicIsTheSource() {
    pipeline.log(null, "line");

    assertThat(pipeline.cleanLogs().getFirst().key()).isNull();
    assertThat(pipeline.cleanLogs().getFirst().header("fm.source"))
        .isEqualTo("faultmaven.logs.raw");
  }

  @Test
  void aJsonEventStaysOneAndIsJudgedByItsFields() {
    pipeline.log(
        null, "{\"msg\":\"is SECRET1\",\"n\":1.50,\"db\":{\"password\":\"x\"},\"ok\":true}");

    assertThat(pipeline.cleanLogs().getFirst().text())
        .isEqualTo(
            "{\"msg\":\"is "
                + MASK
                + "\",\"n\":1.50,\"db\":{\"password\":\""
                + FakeSanitizer.mask("x")
                + "\"},\"ok\":true}");
    assertThat(pipeline.cleanLogs().getFirst().header("fm.entities")).isEqualTo("SECRET=2");
  }

  @Test
  void theProducersHeadersAreSanitisedAndOursAreDropped() {
    Headers headers =
        Pipeline.headers(
            "trace", "abc",
            "SECRET1", "of SECRET1",
            "password", "open",
            "trace", "def",
            "fm.seq", "99",
            "fm.deletes", "1",
            "fm.whatever", "SECRET1",
            "fm.sent-at", "1700000000000",
            "fm.source", "web SECRET1");
    headers.add("binary", new byte[] {0, 1});
    headers.add("latin", "\u00e9".getBytes(ISO_8859_1));
    headers.add("empty", null);

    pipeline.log(null, "line".getBytes(UTF_8), headers);

    Out clean = pipeline.cleanLogs().getFirst();
    assertThat(clean.headerNames())
        .containsExactlyInAnyOrder(
            "trace",
            MASK,
            "password",
            "trace",
            "empty",
            "fm.source",
            "fm.sent-at",
            "fm.seq",
            "fm.policy",
            "fm.sanitizer",
            "fm.entities",
            "fm.raw-hash");
    assertThat(clean.header("password")).isEqualTo(FakeSanitizer.mask("open"));
    assertThat(clean.header(MASK)).isEqualTo("of " + MASK);
    assertThat(clean.headers().lastHeader("empty").value()).isNull();
    assertThat(clean.header("fm.source")).isEqualTo("web " + MASK);
    assertThat(clean.header("fm.sent-at")).isEqualTo("1700000000000");
    assertThat(clean.header("fm.seq")).isEqualTo("1");
    assertThat(clean.header("fm.entities")).isEqualTo("SECRET=3");
  }

  @Test
  void aTimeThatIsNoneIsTheRecords() {
    pipeline.log(null, "line", "fm.sent-at", "SECRET1");

    assertThat(pipeline.cleanLogs().getFirst().header("fm.sent-at"))
        .isEqualTo("" + pipeline.now().toEpochMilli());
  }

  @Test
  void anEmptyLineGoesOn() {
    pipeline.log(null, "");

    assertThat(pipeline.cleanLogs().getFirst().value()).isEmpty();
    assertThat(pipeline.logCounts().forwarded()).isEqualTo(1);
  }

  @Test
  void whatCannotBeJudgedIsPutAsideWithItsReasonAndTheRestGoesOn() {
    pipeline.log("a", (String) null);
    pipeline.log(null, new byte[] {'P', 'N', 'G', 0, 1}, Pipeline.headers());
    pipeline.log(null, new byte[] {'x', (byte) 0xff}, Pipeline.headers());
    pipeline.log(null, "x".repeat((4 << 20) + 1));
    pipeline.log(null, "[".repeat(101) + "]".repeat(101));
    pipeline.log(null, "POISON");
    pipeline.log(null, "OVERFLOW");
    pipeline.log(null, "UNJUDGED");
    pipeline.log(null, "line", "header", "POISON");
    pipeline.log(null, "{\"cut\":\"off SECRET1");

    assertThat(pipeline.letters())
        .extracting(letter -> letter.header("fm.error.class"))
        .containsExactly(
            "NO_VALUE",
            "NOT_TEXT",
            "NOT_UTF8",
            "TOO_LARGE",
            "TOO_DEEP",
            "NOT_JUDGED",
            "NOT_JUDGED",
            "NOT_JUDGED",
            "NOT_JUDGED");
    assertThat(pipeline.cleanLogs())
        .extracting(Out::text)
        .containsExactly("{\"cut\":\"off " + MASK);
    assertThat(pipeline.logCounts()).isEqualTo(new SanitizerCounts(10, 9, 0, 0, 1, 10));
  }

  @Test
  void aLetterIsTheRecordAsItCameAndSaysFromWhere() {
    pipeline.log("key", "line");
    byte[] value = {'b', 'a', 'd', 0};
    pipeline.log(
        "k SECRET1".getBytes(UTF_8),
        value,
        Pipeline.headers(
            "own", "SECRET2",
            "fm.source", "s",
            "fm.origin", "spoofed/0/1",
            "fm.replayed", "spoofed/0/1",
            "fm.replay-of", "spoofed/0/1",
            "fm.error.class", "spoofed"));

    Out letter = pipeline.letters().getFirst();
    assertThat(letter.keyText()).isEqualTo("k SECRET1");
    assertThat(letter.value()).isEqualTo(value);
    assertThat(letter.headerNames())
        .containsExactly("own", "fm.source", "fm.origin", "fm.error.stage", "fm.error.class");
    assertThat(letter.header("fm.origin")).isEqualTo("faultmaven.logs.raw/0/1");
    assertThat(letter.header("fm.error.stage")).isEqualTo("sanitize");
    assertThat(letter.header("fm.error.class")).isEqualTo("NOT_TEXT");
  }

  @Test
  void aReplayIsNotAcceptedAgain() {
    pipeline.log(null, "POISON");
    Out letter = pipeline.letters().getFirst();
    pipeline.replay(letter);
    assertThat(pipeline.logCounts()).isEqualTo(new SanitizerCounts(1, 1, 0, 0, 0, 2));
    assertThat(pipeline.letters()).hasSize(2);
    assertThat(pipeline.letters().getLast().header("fm.origin"))
        .isEqualTo("faultmaven.logs.raw/0/1");

    // Mended: the same letter with a value that can be judged stands for a mended rule.
    pipeline.log(null, "mended", "fm.replay-of", "faultmaven.logs.raw/0/1");

    assertThat(pipeline.logCounts()).isEqualTo(new SanitizerCounts(1, 0, 0, 0, 1, 3));
    assertThat(pipeline.cleanLogs().getFirst().headerNames()).doesNotContain("fm.replay-of");
    assertThat(pipeline.sizeOf("quarantined")).isZero();
  }

  @Test
  void aReplayOfWhatIsNotQuarantinedIsANewRecord() {
    pipeline.log(null, "line");
    pipeline.log(null, "POISON");
    for (String spoofed :
        new String[] {
          "faultmaven.logs.raw/0/0",
          "faultmaven.logs.raw/1/1",
          "faultmaven.documents.raw/0/1",
          "faultmaven.logs.raw/0/",
          "nonsense"
        }) {
      pipeline.log(null, "again", "fm.replay-of", spoofed);
    }

    assertThat(pipeline.logCounts()).isEqualTo(new SanitizerCounts(7, 1, 0, 0, 6, 7));
  }

  @Test
  void whileTheSanitiserIsAwayNothingPassesAndNothingIsPutAside() {
    pipeline.log(null, "before");
    pipeline.sanitizer.away = true;

    assertThatThrownBy(() -> pipeline.log(null, "SECRET1"))
        .hasRootCauseInstanceOf(BackendException.class)
        .hasMessageNotContaining("SECRET1");

    assertThat(pipeline.cleanLogs()).hasSize(1);
    assertThat(pipeline.letters()).isEmpty();
    assertThat(pipeline.logCounts()).isEqualTo(new SanitizerCounts(1, 0, 0, 0, 1, 1));
  }

  @Test
  void whatGrewTooLargeForItsTopicIsPutAside() {
    pipeline.close();
    pipeline =
        new Pipeline(
            TestConfig.of(
                folder, Map.of("kafka.max-message", "1MiB", "sanitizer.max-record", "1MiB")));
    // Masks are twice as long as what they stand for.
    pipeline.log(null, "SECRET12 ".repeat(80_000));
    pipeline.log(null, "x".repeat(1 << 20));
    pipeline.log(null, "fits");

    assertThat(pipeline.letters())
        .extracting(letter -> letter.header("fm.error.class"))
        .containsExactly("TOO_LARGE", "TOO_LARGE");
    assertThat(pipeline.letters().get(0).value()).hasSize(720_000);
    assertThat(pipeline.letters().get(1).value())
        .as("with its headers it would not fit into the dead letters")
        .isNull();
    assertThat(pipeline.cleanLogs()).hasSize(1);
  }

  @Test
  void whatTheDeadLettersForgotIsForgotten() {
    pipeline.log(null, "POISON");
    pipeline.advance(Duration.ofDays(6));
    assertThat(pipeline.sizeOf("quarantined")).isEqualTo(1);

    pipeline.advance(Duration.ofDays(2));

    assertThat(pipeline.sizeOf("quarantined")).isZero();
    assertThat(pipeline.logCounts().quarantined()).isEqualTo(1);
  }

  @Test
  void workIsMetered() {
    pipeline.log(null, "SECRET1");
    pipeline.log(null, "POISON");

    assertThat(
            pipeline
                .meters
                .get("faultmaven.sanitizer.records")
                .tags("kind", "log", "outcome", "clean")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(
            pipeline
                .meters
                .get("faultmaven.sanitizer.records")
                .tags("kind", "log", "outcome", "quarantined", "reason", "NOT_JUDGED")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(
            pipeline.meters.get("faultmaven.sanitizer.bytes").tag("kind", "log").counter().count())
        .isEqualTo(7);
    assertThat(
            pipeline
                .meters
                .get("faultmaven.sanitizer.redactions")
                .tags("type", "SECRET")
                .counter()
                .count())
        .isEqualTo(1);
  }
}
