package org.faultmaven.contracts.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SanitizedTopicTest {
  private static final String HASH = "k7".repeat(26);
  private final SanitizedTopic topic = new SanitizedTopic("clean", Tenant.DEFAULT);

  @Test
  void makesARecordOfSanitisedText() {
    var headers = new RecordHeaders();
    TopicHeaders.put(headers, TopicHeaders.SEQUENCE, "7");

    var made = topic.record(3, HASH + "/12", SanitizedText.constant("text"), headers);

    assertThat(made.topic()).isEqualTo("clean");
    assertThat(made.partition()).isEqualTo(3);
    assertThat(made.key()).isEqualTo((HASH + "/12").getBytes(UTF_8));
    assertThat(made.value()).isEqualTo("text".getBytes(UTF_8));
    assertThat(made.timestamp()).isNull();
    assertThat(TopicHeaders.number(made.headers(), TopicHeaders.SEQUENCE, 0)).isEqualTo(7);
  }

  @Test
  void aTombstoneAndANullKey() {
    var made = topic.record(null, null, null, new RecordHeaders());

    assertThat(made.partition()).isNull();
    assertThat(made.key()).isNull();
    assertThat(made.value()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alice@example.com",
        "k7k7",
        "K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7K7",
        "k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7/Alice",
        "k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7/",
        "k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7/1\n",
        "k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k7k1"
      })
  void aKeyThatMightBeRawIsRefusedWithoutAWordOfIt(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> topic.record(0, key, SanitizedText.EMPTY, new RecordHeaders()))
        .withMessage("a key of a SANITIZED topic is a keyed hash, not " + key.length() + " chars");
  }

  @Test
  void readsOnlyWhatWasReadFromIt() {
    var own = new ConsumerRecord<>("clean", 0, 0, new byte[0], "text".getBytes(UTF_8));
    var raw = new ConsumerRecord<>("raw", 0, 0, new byte[0], "text".getBytes(UTF_8));

    assertThat(topic.text(own)).isEqualTo(SanitizedText.constant("text"));
    assertThatIllegalArgumentException().isThrownBy(() -> topic.text(raw));
  }
}
