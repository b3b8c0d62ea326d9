package org.faultmaven.adapters.presidio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.redaction.Operator.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnonymizerTest {
  private static final String DEFAULT = "{\"DEFAULT\":{\"type\":\"mask\"}}";
  private static final Value BOB = new Value("EMAIL_ADDRESS", "bob@example.com");

  private final FakeAnonymizer fake = new FakeAnonymizer();
  private Anonymizer anonymizer = fake.anonymizer(DEFAULT);

  @AfterEach
  void close() {
    anonymizer.close();
    fake.close();
  }

  private void operators(String json) {
    anonymizer.close();
    anonymizer = fake.anonymizer(json);
  }

  @Test
  void replacesManyValuesInOneRequestAndEachOnce() {
    List<Value> values =
        List.of(
            BOB,
            new Value("PERSON", "\ud83d\ude00 Xaver"),
            new Value("PERSON", "Xaver"),
            new Value("SECRET", "a\nb"));
    Map<Value, String> replaced = anonymizer.replace(values);
    assertThat(replaced).hasSize(4).containsEntry(BOB, fake.gives.apply(BOB.text()));
    assertThat(fake.sent()).hasSize(1);
    assertThat(anonymizer.replace(values)).isEqualTo(replaced);
    assertThat(fake.sent()).hasSize(1);
    assertThat(fake.requests.getLast().at("/anonymizers/DEFAULT/type").asString())
        .isEqualTo("mask");
  }

  @Test
  void namesTheTypesThatItReplaces() {
    assertThat(anonymizer.replaces("PERSON")).isTrue();
    String id = anonymizer.id();
    operators("{\"PERSON\":{\"type\":\"mask\"}}");
    assertThat(anonymizer.replaces("PERSON")).isTrue();
    assertThat(anonymizer.replaces("EMAIL_ADDRESS")).isFalse();
    assertThat(anonymizer.id()).isNotEqualTo(id).startsWith("anonymizer-");
    operators("");
    assertThat(anonymizer.hasOperators()).isFalse();
    anonymizer.requireFit();
    assertThat(fake.requests).isEmpty();
  }

  @Test
  void aTextThatShowsTheValueIsNotTaken() {
    fake.gives = value -> value.startsWith("bob") ? "of bob@example" : "#";
    Value alice = new Value("EMAIL_ADDRESS", "alice@example.org");
    assertThat(anonymizer.replace(List.of(BOB, alice))).containsOnly(Map.entry(alice, "#"));
    assertThat(fake.meters.get("faultmaven.presidio.operator.unfit").counter().count())
        .isEqualTo(1);
    assertThat(anonymizer.replace(List.of(BOB))).isEmpty();
    assertThat(fake.sent()).hasSize(1);
  }

  @Test
  void anOperatorThatShowsValuesIsRefused() {
    fake.gives = value -> value;
    refused("the operator of DEFAULT shows more than half of a value");
    fake.gives = value -> "x".repeat(2_000);
    refused("or gives more than 1024 letters");
  }

  @Test
  void anOperatorThatIsNotDeterministicIsRefused() {
    var random = new AtomicInteger();
    fake.gives = value -> "#" + random.incrementAndGet();
    refused("gives equal values different texts");
  }

  @Test
  void anOperatorThatItDoesNotHaveIsRefused() {
    operators("{\"PERSON\":{\"type\":\"rot13\"}}");
    refused("has no operator [rot13]: see presidio.anonymizer-operators");
  }

  @Test
  void parametersThatItRefuses() {
    fake.status = 422;
    refused("presidio-anonymizer refuses the parameters");
  }

  /** At the start for good; later the stream waits until it is mended. */
  private void refused(String why) {
    assertThatThrownBy(() -> anonymizer.requireFit())
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isFalse())
        .hasMessageContaining(why);
    assertThatThrownBy(() -> anonymizer.replace(List.of(BOB)))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining(why);
    Health health = anonymizer.check();
    assertThat(health.up()).isFalse();
    assertThat(health.detail()).contains(why);
  }

  @Test
  void oneThatIsAwayHoldsUpNoStart() {
    fake.close();
    anonymizer.requireFit();
    assertThatThrownBy(() -> anonymizer.replace(List.of(BOB)))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining("PRESIDIO_ANONYMIZER_URL")
        .hasMessageNotContaining("bob");
    Health health = anonymizer.check();
    assertThat(health.up()).isFalse();
    assertThat(health.calls()).isNotNull();
    assertThat(health.calls().lastError()).isEqualTo("ConnectException");
  }

  @Test
  void aBatchThatFailsIsHalvedAndWhatFailsAloneIsToBlame() {
    fake.poisoned = true;
    List<Value> values =
        IntStream.range(0, 8).mapToObj(i -> new Value("PERSON", "someone no " + i)).toList();
    assertThat(anonymizer.replace(values)).hasSize(8);
    List<Value> more =
        List.of(
            new Value("PERSON", "one more"),
            new Value("EMAIL_ADDRESS", "poison@example.com"),
            new Value("PERSON", "the last"));
    assertThatThrownBy(() -> anonymizer.replace(more))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isFalse())
        .hasMessageNotContaining("poison");
  }

  @Test
  void batchesAreBounded() {
    List<Value> values =
        IntStream.range(0, 450).mapToObj(i -> new Value("PERSON", "someone no " + i)).toList();
    assertThat(anonymizer.replace(values)).hasSize(450);
    assertThat(fake.sent()).hasSize(3);
    String huge = "x".repeat(150_000);
    assertThat(anonymizer.replace(List.of(new Value("A", huge + "1"), new Value("A", huge + "2"))))
        .hasSize(2);
    assertThat(fake.sent()).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "{}",
        "{\"text\":\"#\",\"items\":[]}",
        "{\"text\":\"#\",\"items\":[{\"start\":0,\"text\":\"#\",\"entity_type\":\"PERSON\"}]}",
        "{\"text\":\"#\",\"items\":[{\"start\":0,\"text\":7,\"entity_type\":\"EMAIL_ADDRESS\"}]}",
        "{\"text\":\"?\",\"items\":[{\"start\":0,\"text\":\"#\",\"entity_type\":\"EMAIL_ADDRESS\"}]}"
      })
  void aMalformedAnswerIsAnOutage(String answer) {
    anonymizer.requireFit();
    fake.answer = answer;
    assertThatThrownBy(() -> anonymizer.replace(List.of(BOB)))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining("check that PRESIDIO_ANONYMIZER_URL is a Presidio anonymizer");
  }

  @Test
  void withoutOperatorsOnlyItsHealthIsAskedFor() {
    operators("");
    assertThat(anonymizer.check().up()).isTrue();
    assertThat(fake.requests).isEmpty();
    fake.close();
    assertThat(anonymizer.check().detail()).contains("Nothing needs it but this check");
  }
}
