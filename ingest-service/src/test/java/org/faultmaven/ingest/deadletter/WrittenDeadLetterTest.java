package org.faultmaven.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.faultmaven.contracts.kit.WrittenFormats;
import org.junit.jupiter.api.Test;

/** Dead letters of every release can be listed and sent again. */
class WrittenDeadLetterTest {
  @Test
  void isReadAsItWasMeant() {
    for (byte[] format : WrittenFormats.all(WrittenDeadLetterTest.class, "dead-letter.record")) {
      WrittenFormats.Parts parts = WrittenFormats.parts(format);
      var index = new DeadLetterIndex();
      index.read(
          new ConsumerRecord<>(
              "faultmaven.deadletter",
              0,
              3,
              99,
              TimestampType.LOG_APPEND_TIME,
              0,
              6,
              parts.key(),
              parts.value(),
              parts.headers(),
              Optional.empty()));

      assertThat(index.list())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.origin()).isEqualTo(new Origin("faultmaven.logs.raw", 0, 1));
                assertThat(letter.stage()).isEqualTo("sanitize");
                assertThat(letter.reason()).isNotNull();
                assertThat(letter.bytes()).isEqualTo(6);
              });
    }
  }
}
