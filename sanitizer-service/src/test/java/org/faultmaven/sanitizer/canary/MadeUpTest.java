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
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.redaction.Redaction;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeUpTest {
  private final Random random = new Random(7);

  @Test
  void eachIsNewAndHasTheFormOfARealOne() {
    var lines = new HashSet<String>();
    for (int i = 0; i < 200; i++) {
      String line = MadeUp.of(random).line();
      assertThat(lines.add(line)).isTrue();
      assertThat(line)
          .containsPattern("AKIA[A-Z2-7]{16}")
          .containsPattern("password=\\w{18}")
          .containsPattern("[a-z]{10}@[a-z]{8}\\.example\\.com");
      assertThat(MadeUp.isLuhn(line.substring(line.length() - 16))).isTrue();
    }
  }

  @Test
  void aSecretIsFoundInAnyCase() {
    MadeUp secrets = MadeUp.of(random);
    String line = secrets.line();
    String card = line.substring(line.length() - 16);
    assertThat(secrets.isIn(line.toUpperCase(Locale.ROOT))).isTrue();
    assertThat(secrets.isIn("paid with " + card)).isTrue();
    assertThat(secrets.isIn("paid with " + card.substring(1))).isFalse();
    assertThat(secrets.isIn(MadeUp.of(random).line())).isFalse();
    assertThat(secrets.toString()).isEqualTo("MadeUp");
  }

  /** A false alarm stops the stream: there must be none. */
  @Test
  void theEngineMasksEveryOneOfThem(@TempDir Path folder) {
    Policies policies = Redaction.policies(TestConfig.of(folder).sanitizer());
    try (ISanitizer engine = Redaction.engine(Pipeline.HASH, List.of())) {
      for (int i = 0; i < 2_000; i++) {
        MadeUp secrets = MadeUp.of(random);
        String masked =
            engine
                .sanitize(
                    Tenant.DEFAULT, List.of(Fragment.of(secrets.line())), policies.named("logs"))
                .getFirst()
                .text()
                .text();
        assertThat(secrets.isIn(masked)).as(masked).isFalse();
      }
    }
  }
}
