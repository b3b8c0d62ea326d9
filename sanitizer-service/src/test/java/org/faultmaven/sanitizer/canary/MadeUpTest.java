package org.faultmaven.sanitizer.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.redaction.Redaction;
import org.faultmaven.runtime.canary.MadeUp;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MadeUpTest {
  private final Random random = new Random(7);
  @TempDir private Path folder;
  private Policies policies;
  private Policy logs;

  @BeforeEach
  void readPolicies() {
    policies = Redaction.policies(TestConfig.of(folder).sanitizer());
    logs = policies.named("logs");
  }

  @Test
  void eachIsNewAndHasTheFormOfARealOne() {
    var lines = new HashSet<String>();
    for (int i = 0; i < 200; i++) {
      String line = MadeUp.of(random, logs).line();
      assertThat(lines.add(line)).isTrue();
      assertThat(line)
          .startsWith(MadeUp.BEGIN)
          .containsPattern("AKIA[A-Z2-7]{16}")
          .containsPattern("password=\\w{18}")
          .containsPattern("[a-z]{10}@[a-z]{8}\\.example\\.com")
          .containsPattern("card 4\\d{15}");
    }
  }

  @Test
  void aSecretIsFoundInAnyCase() {
    MadeUp secrets = MadeUp.of(random, logs);
    String line = secrets.line();
    String card = line.substring(line.length() - 16);
    assertThat(secrets.isIn(line.toUpperCase(Locale.ROOT))).isTrue();
    assertThat(secrets.isIn("paid with " + card)).isTrue();
    assertThat(secrets.isIn("paid with " + card.substring(1))).isFalse();
    assertThat(secrets.isIn(MadeUp.of(random, logs).line())).isFalse();
    assertThat(secrets.toString()).isEqualTo("MadeUp");
  }

  /** Whoever did not send it knows none of its values. */
  @Test
  void eachOfItsSecretsIsRecognisedByItsForm() {
    String line = MadeUp.of(random, logs).line();
    List<String> parts = List.of(line.split("[ ,]+(?=aws_|password|[a-z]+@|paid)"));

    assertThat(parts).hasSize(5);
    assertThat(parts.subList(1, 5)).allMatch(MadeUp::anyIn);
    assertThat(MadeUp.anyIn(parts.getFirst())).isFalse();
  }

  /** A false alarm stops the stream: there must be none, whatever the policy promises. */
  @ParameterizedTest
  @ValueSource(strings = {"logs", "documents", "presidio"})
  void theEngineMasksEveryOneOfThem(String policy) {
    try (ISanitizer engine = Redaction.engine(Pipeline.HASH, List.of())) {
      for (int i = 0; i < 1_000; i++) {
        MadeUp secrets = MadeUp.of(random, policies.named(policy));
        String masked =
            engine
                .sanitize(
                    Tenant.DEFAULT, List.of(Fragment.of(secrets.line())), policies.named(policy))
                .getFirst()
                .text()
                .text();
        assertThat(secrets.isIn(masked)).as(masked).isFalse();
        assertThat(MadeUp.anyIn(masked)).as(masked).isFalse();
        assertThat(MadeUp.anyIn(secrets.line())).isTrue();
      }
    }
  }
}
