package org.faultmaven.adapters.presidio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.faultmaven.adapters.presidio.server.PresidioServer;
import org.faultmaven.contracts.config.PresidioConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.redaction.Operator.Value;
import org.faultmaven.redaction.Redaction;
import org.faultmaven.redaction.rule.EntityTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operators of the real engine. */
class AnonymizerIT {
  private static final String HASHED =
      "{\"EMAIL_ADDRESS\":{\"type\":\"hash\",\"salt\":\"made up, and long enough\"},"
          + "\"CREDIT_CARD\":{\"type\":\"mask\",\"masking_char\":\"*\",\"chars_to_mask\":15,"
          + "\"from_end\":false}}";
  private static final Policy POLICY = new Policy("some", 1, EntityTypes.ALL, 0.4, Set.of(), true);

  private static PresidioServer server;

  @BeforeAll
  static void start() {
    server = PresidioServer.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Anonymizer anonymizer(String operators) {
    var config =
        new PresidioConfig(
            null, server.url(), new Secret(operators), Duration.ofSeconds(10), "en", 1_000);
    return Presidio.anonymizer(config, FakePresidio.HASH, new SimpleMeterRegistry());
  }

  @Test
  void replacesWhatItNamesAndTheRestKeepsItsPseudonym() {
    try (ISanitizer sanitizer =
        Redaction.operated(Redaction.engine(FakePresidio.HASH), anonymizer(HASHED))) {
      String raw =
          "bob@example.com paid with 4111 1111 1111 1111 from 10.20.30.40, bob@example.com,"
              + " \ud83d\ude00 alice@example.org";
      String once = sanitizer.sanitize(Tenant.DEFAULT, raw, POLICY).text();
      assertThat(once)
          .matches(
              "([0-9a-f]{64}) paid with \\*{15}1111 from <IP_ADDRESS_[a-z2-7]{8}>, \\1,"
                  + " \ud83d\ude00 (?!\\1)[0-9a-f]{64}");
      assertThat(sanitizer.sanitize(Tenant.DEFAULT, once, POLICY).text()).isEqualTo(once);
      assertThat(sanitizer.check().up()).isTrue();
    }
  }

  @Test
  void valuesOfOneTypeAreReplacedEachForItself() {
    try (Anonymizer anonymizer =
        anonymizer("{\"DEFAULT\":{\"type\":\"replace\",\"new_value\":\"<X>\"}}")) {
      Value one = new Value("PERSON", "Jane");
      Value other = new Value("PERSON", "Roe \ud83d\ude00");
      Value blank = new Value("PERSON", " \n ");
      assertThat(anonymizer.replace(List.of(one, other, blank)))
          .isEqualTo(Map.of(one, "<X>", other, "<X>", blank, "<X>"));
    }
  }

  @Test
  void whatTheRealEngineMayNotBeConfiguredToDoIsRefused() {
    refused("{\"DEFAULT\":{\"type\":\"hash\"}}", "different texts");
    refused("{\"DEFAULT\":{\"type\":\"encrypt\",\"key\":\"sixteen bytes ok\"}}", "different texts");
    refused("{\"DEFAULT\":{\"type\":\"keep\"}}", "shows more than half");
    refused("{\"PERSON\":{\"type\":\"mask\",\"masking_char\":\"*\"}}", "refuses the parameters");
    refused("{\"PERSON\":{\"type\":\"no-such\"}}", "has no operator [no-such]");
    refused(
        "{\"PERSON\":{\"type\":\"mask\",\"masking_char\":\"*\",\"chars_to_mask\":2,"
            + "\"from_end\":true}}",
        "shows more than half");
  }

  private static void refused(String operators, String why) {
    try (Anonymizer anonymizer = anonymizer(operators)) {
      assertThatThrownBy(anonymizer::requireFit)
          .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isFalse())
          .hasMessageContaining(why);
    }
  }
}
