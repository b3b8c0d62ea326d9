package org.faultmaven.contracts.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small records: what they refuse, what they promise and what they don't print. */
class ValuesTest {
  private static final Policy LOGS = new Policy("logs", 1, Set.of("PERSON"), 0.4, Set.of(), true);

  @ParameterizedTest
  @ValueSource(strings = {"default", "a", "0", "team-a", "a--b"})
  void aTenant(String name) {
    assertThat(new Tenant(name)).hasToString(name);
    assertThat(new Tenant("a".repeat(63)).name()).hasSize(63);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "-a", "a-", "a b", "a.b", "a/b", "\u00e4", "a\n"})
  void notATenant(String name) {
    assertThat(Tenant.isName(name)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Tenant(name));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tenant("a".repeat(64)));
  }

  @ParameterizedTest
  @CsvSource({"-1, 2", "2, 2", "3, 2"})
  void aSpanIsNotEmpty(int start, int end) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Span(start, end, "T", 1, "r"));
  }

  @Test
  void spansOverlapWhenTheyShareACharacter() {
    var span = new Span(2, 5, "T", 1, "r");

    assertThat(span.length()).isEqualTo(3);
    assertThat(span.overlaps(new Span(4, 9, "T", 1, "r"))).isTrue();
    assertThat(span.overlaps(new Span(0, 3, "T", 1, "r"))).isTrue();
    assertThat(span.overlaps(new Span(5, 9, "T", 1, "r"))).isFalse();
    assertThat(span.overlaps(new Span(0, 2, "T", 1, "r"))).isFalse();
  }

  @Test
  void aVerdictCountsByType() {
    var verdict =
        Verdict.of(
            "x",
            List.of(
                new Span(0, 1, "PERSON", 1, "r"),
                new Span(2, 3, "IP_ADDRESS", 1, "r"),
                new Span(4, 5, "PERSON", 1, "r")));

    assertThat(verdict.counts())
        .containsExactly(Map.entry("IP_ADDRESS", 1), Map.entry("PERSON", 2));
  }

  @Test
  void aPolicyMasksItsEntitiesFromItsThresholdOn() {
    assertThat(LOGS.masks("PERSON", 0.4)).isTrue();
    assertThat(LOGS.masks("PERSON", 0.39)).isFalse();
    assertThat(LOGS.masks("URL", 1)).isFalse();
  }

  @Test
  void anUnknownPolicyIsRefusedWithThoseThereAre() {
    var policies = new Policies(Map.of("logs", LOGS, "documents", LOGS));

    assertThat(policies.named("logs")).isEqualTo(LOGS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policies.named("typed by somebody"))
        .withMessage("no such policy; there are [documents, logs]");
  }

  @Test
  void aFragmentPrintsItsLengthOnly() {
    assertThat(new Fragment("planted", "password")).hasToString("Fragment[7 chars]");
    assertThat(Fragment.of("x").label()).isNull();
  }

  @Test
  void healthSaysWhatIsWrong() {
    assertThat(Health.up(Duration.ofMillis(3)))
        .isEqualTo(new Health(true, Duration.ofMillis(3), null));
    assertThat(Health.down(Duration.ofMillis(3), "start it").detail()).isEqualTo("start it");
    assertThat(Health.down(Duration.ofMillis(3), "start it").up()).isFalse();
  }

  @Test
  void aReceiptKeepsACopy() {
    var counts = new HashMap<>(Map.of("PERSON", 1));
    var receipt = new Receipt("logs", 1, "engine/1", counts, Samples.ID);
    counts.clear();

    assertThat(receipt.counts()).containsEntry("PERSON", 1);
  }

  @Test
  void aSessionKeepsCopies() {
    var turn = new Turn(Samples.AT, SanitizedText.constant("q"), SanitizedText.constant("a"));
    var turns = new ArrayList<>(List.of(turn));
    var session =
        new Session(
            "id",
            Tenant.DEFAULT,
            null,
            null,
            Samples.AT,
            Samples.AT,
            Samples.AT,
            new ArrayList<>(List.of("d")),
            turns);
    turns.clear();

    assertThat(session.investigationHistory()).containsExactly(turn);
    assertThatThrownBy(() -> session.dataUploads().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aCitationIsItsCoordinate() {
    assertThat(Samples.citation()).isEqualTo(Samples.citation());
    assertThat(Samples.citation().toString()).contains("faultmaven.logs.clean", "41", "44");
  }
}
