package org.faultmaven.ingest.indexing.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.faultmaven.contracts.kit.WrittenFormats;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.junit.jupiter.api.Test;

/** Clean logs of every release are indexed. */
class WrittenCleanLogTest {
  private static final String FORM = "0123456789";

  private final SanitizedTopic topic = new SanitizedTopic("faultmaven.logs.clean", Tenant.DEFAULT);

  @Test
  void isReadAsItWasMeant() {
    for (byte[] format : WrittenFormats.all(WrittenCleanLogTest.class, "clean-log.record")) {
      WrittenFormats.Parts parts = WrittenFormats.parts(format);
      var record =
          new ConsumerRecord<>(
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

      CleanLog log = CleanLog.of(topic, record);

      assertThat(log.source().text()).isEqualTo("app.log");
      assertThat(log.sentAt()).isEqualTo(Instant.parse("2026-05-06T10:00:00Z"));
      assertThat(log.value().text())
          .startsWith("password=<SECRET_")
          .endsWith("> refused\n\tat x")
          .doesNotContain("SECRET7");
      assertThat(log.offset()).isEqualTo(17);
    }
  }

  @Test
  void theTimesThatARestartNeedsAreKept() {
    Carry carry = Carry.parse("", FORM);
    carry.put(SanitizedText.fromSanitizedTopic("app.log".getBytes(UTF_8)), Instant.EPOCH);

    WrittenFormats.check(
        WrittenCleanLogTest.class,
        "carry.txt",
        carry.toString().getBytes(UTF_8),
        bytes ->
            Carry.parse(new String(bytes, UTF_8), FORM)
                .get(SanitizedText.fromSanitizedTopic("app.log".getBytes(UTF_8))),
        Optional.of(Instant.EPOCH));
  }
}
