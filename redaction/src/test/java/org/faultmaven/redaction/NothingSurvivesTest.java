package org.faultmaven.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.redaction.SecretMaker.Planted;
import org.junit.jupiter.api.Test;

/** Secrets of every kind, planted anywhere in logs: none survives, and the rest stays. */
final class NothingSurvivesTest {
  private static final long SEED = 20260301;
  private static final int ROUNDS = 60;

  /** Where a secret can stand: the percent sign. */
  private static final List<String> TEMPLATES =
      List.of(
          "2026-03-01 12:00:00,123 INFO [main] org.acme.Server - % started in 1234 ms % ok",
          "{\"ts\":1772366400.123,\"level\":\"warn\",\"msg\":\"got % from\",\"x\":\"%\",\"n\":12}",
          "java.lang.IllegalStateException: bad %\n\tat org.acme.A.b(A.java:42)\nCaused by: x: %\n",
          "<34>1 2026-03-01T12:00:00.003Z web01 app 42 ID47 - %",
          "a=1, %, c=(%), [%], {%}",
          "%\n%\n%",
          "E0301 12:00:00.123456 1 x.go:114] args: % \"%\" '%' done",
          "escaped\\n%\\n and \\\"%\\\" end",
          "| % | % |",
          "% at the start; at the end %");

  private static final Policy LOGS = Engines.logs();

  private final ISanitizer engine = Engines.engine();

  @Test
  void noValueSurvivesAnywhere() {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      for (Function<Random, Planted> kind : SecretMaker.KINDS) {
        for (String template : TEMPLATES) {
          List<String> values = new ArrayList<>();
          String raw = plant(template, () -> kind.apply(random), values);
          assertNone(raw, values);
        }
      }
    }
  }

  @Test
  void noValueSurvivesAmongOthers() {
    var random = new Random(SEED + 1);
    for (int round = 0; round < 100 * ROUNDS; round++) {
      List<String> values = new ArrayList<>();
      String template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
      String raw =
          plant(
              template,
              () -> SecretMaker.KINDS.get(random.nextInt(SecretMaker.KINDS.size())).apply(random),
              values);
      assertNone(raw, values);
    }
  }

  private interface Source {
    Planted next();
  }

  private static String plant(String template, Source source, List<String> values) {
    var raw = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      if (template.charAt(i) == '%') {
        Planted planted = source.next();
        values.add(planted.value());
        raw.append(planted.text());
      } else {
        raw.append(template.charAt(i));
      }
    }
    return raw.toString();
  }

  private void assertNone(String raw, List<String> values) {
    String masked = engine.sanitize(Tenant.DEFAULT, raw, LOGS).text();
    for (String value : values) {
      assertThat(masked).as(raw).doesNotContain(value);
    }
    assertThat(engine.sanitize(Tenant.DEFAULT, masked, LOGS).text()).as(raw).isEqualTo(masked);
  }
}
