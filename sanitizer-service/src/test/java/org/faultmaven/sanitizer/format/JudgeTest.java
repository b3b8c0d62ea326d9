package org.faultmaven.sanitizer.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Receipt;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.sanitizer.support.FakeSanitizer;
import org.faultmaven.sanitizer.support.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {
  private final FakeSanitizer sanitizer = new FakeSanitizer();
  private final Judge judge = judge(sanitizer);

  private static Judge judge(ISanitizer sanitizer) {
    return new Judge(sanitizer, Pipeline.HASH, Tenant.DEFAULT, FakeSanitizer.LOGS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POISON", "OVERFLOW", "UNJUDGED"})
  void aFailureOnOneTextRefusesThatText(String text) {
    assertThatThrownBy(() -> judge.judge(List.of(Fragment.of(text))))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(QuarantineReason.NOT_JUDGED);
              assertThat(refused).hasMessage("NOT_JUDGED").hasNoCause();
            });
  }

  @Test
  void anOutageIsNoFaultOfTheText() {
    sanitizer.away = true;

    assertThatThrownBy(() -> judge.judge(List.of(Fragment.of("text"))))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue());
  }

  @Test
  void aPartialAnswerPassesNothing() {
    var partial =
        new ISanitizer() {
          @Override
          public List<Verdict> sanitize(Tenant tenant, List<Fragment> fragments, Policy policy) {
            return List.of(Verdict.of("one", List.of()));
          }

          @Override
          public String id() {
            return "partial/1";
          }

          @Override
          public Health check() {
            return Health.up(Duration.ZERO);
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> judge(partial).judge(List.of(Fragment.of("one"), Fragment.of("two"))))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aReceiptSaysWhatWasDone() throws RefusedException {
    List<Verdict> verdicts = judge.judge(List.of(Fragment.of("SECRET1 SECRET2"), Fragment.of("")));

    Receipt receipt = judge.receipt(verdicts, "raw".getBytes(UTF_8));

    assertThat(receipt.policy()).isEqualTo("logs");
    assertThat(receipt.policyVersion()).isEqualTo(3);
    assertThat(receipt.sanitizer()).isEqualTo("fake/1");
    assertThat(receipt.counts()).containsOnly(java.util.Map.entry("SECRET", 2));
    assertThat(receipt.rawHash()).isEqualTo(Pipeline.HASH.of("raw", Tenant.DEFAULT, "raw"));
  }
}
