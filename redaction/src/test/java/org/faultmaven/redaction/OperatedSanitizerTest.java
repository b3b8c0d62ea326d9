package org.faultmaven.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.redaction.rule.EntityTypes;
import org.junit.jupiter.api.Test;

class OperatedSanitizerTest {
  private static final Policy POLICY = new Policy("some", 1, EntityTypes.ALL, 0.4, Set.of(), true);
  private static final Policy BARE = new Policy("some", 1, EntityTypes.ALL, 0.4, Set.of(), false);
  private static final String HEX = "9f86d081884c7d659a2feaa0c55ad015";

  private static ISanitizer sanitizer(Set<String> types, Function<Operator.Value, String> gives) {
    var hash = new KeyedHash("a key of thirty-two bytes or more".getBytes(UTF_8));
    return Redaction.operated(Redaction.engine(hash), new Scripted(types, gives));
  }

  private static String mask(ISanitizer sanitizer, String text, Policy policy) {
    return sanitizer.sanitize(Tenant.DEFAULT, text, policy).text();
  }

  @Test
  void replacesTheTypesThatItNames() {
    ISanitizer sanitizer = sanitizer(Set.of("EMAIL_ADDRESS"), value -> "someone");
    assertThat(mask(sanitizer, "bob@example.com from 10.20.30.40, bob@example.com", POLICY))
        .matches("someone from <IP_ADDRESS_[a-z2-7]{8}>, someone");
    assertThat(mask(sanitizer, "bob@example.com from 10.20.30.40", BARE))
        .isEqualTo("someone from <IP_ADDRESS>");
  }

  @Test
  void spansStayThoseOfTheRawText() {
    String raw = "\ud83d\ude00 bob@example.com and alice@example.org";
    Verdict verdict =
        sanitizer(Set.of("EMAIL_ADDRESS"), value -> "")
            .sanitize(Tenant.DEFAULT, List.of(Fragment.of(raw)), POLICY)
            .getFirst();
    assertThat(verdict.text().text()).isEqualTo("\ud83d\ude00  and ");
    assertThat(verdict.spans())
        .extracting(span -> raw.substring(span.start(), span.end()))
        .containsExactly("bob@example.com", "alice@example.org");
    assertThat(verdict.counts()).containsExactly(Map.entry("EMAIL_ADDRESS", 2));
  }

  @Test
  void aPseudonymStaysWhereTheOperatorsTextWouldBeMaskedAgain() {
    ISanitizer sanitizer = sanitizer(EntityTypes.ALL, value -> HEX);
    String masked = mask(sanitizer, "by bob@example.com, password=made-up-9", POLICY);
    assertThat(masked).matches("by " + HEX + ", password=<[A-Z_]+_[a-z2-7]{8}>");
    assertThat(mask(sanitizer, masked, POLICY)).isEqualTo(masked);
  }

  @Test
  void anOperatorThatGivesPersonalValuesChangesNothing() {
    ISanitizer sanitizer = sanitizer(Set.of("EMAIL_ADDRESS"), value -> "eve@example.com");
    assertThat(mask(sanitizer, "bob@example.com", POLICY)).matches("<EMAIL_ADDRESS_[a-z2-7]{8}>");
  }

  @Test
  void sanitisingTwiceChangesNothing() {
    for (String gives : List.of("", "***", HEX, "<EMAIL_ADDRESS>", "a@b.example", "12 34", "\"")) {
      ISanitizer sanitizer = sanitizer(EntityTypes.ALL, value -> gives);
      for (String raw :
          List.of(
              "connection from 10.20.30.40:51234 refused, was bob@example.com",
              "mailto:alice@example.org?cc=bob@example.com,carol@example.net",
              "card 4111 1111 1111 1111, call +44 20 7946 0958",
              "a=10.20.30.40;b=bob@example.com|password=\"made-up-9\"",
              "4111111111111111,bob@example.com:10.20.30.40",
              "token: made-up-9 user=bob@example.com")) {
        String once = mask(sanitizer, raw, POLICY);
        assertThat(mask(sanitizer, once, POLICY)).isEqualTo(once);
        assertThat(once).doesNotContain("bob", "alice", "carol", "4111", "10.20", "made-up");
      }
    }
  }

  @Test
  void nothingPassesWhileItIsAway() {
    ISanitizer sanitizer =
        sanitizer(
            Set.of("EMAIL_ADDRESS"),
            value -> {
              throw new BackendException("away", true);
            });
    assertThat(mask(sanitizer, "10.20.30.40", POLICY)).startsWith("<IP_ADDRESS_");
    assertThatThrownBy(() -> mask(sanitizer, "bob@example.com", POLICY))
        .isInstanceOf(BackendException.class);
    assertThat(sanitizer.check().up()).isFalse();
  }

  @Test
  void aValueWithoutAnAnswerKeepsItsPseudonym() {
    ISanitizer sanitizer =
        sanitizer(
            Set.of("EMAIL_ADDRESS"), value -> value.text().startsWith("bob") ? null : "someone");
    assertThat(mask(sanitizer, "bob@example.com alice@example.org", POLICY))
        .matches("<EMAIL_ADDRESS_[a-z2-7]{8}> someone");
    assertThat(sanitizer.id()).endsWith("+scripted");
    assertThat(new Operator.Value("T", "raw words")).hasToString("Value[T, 9 chars]");
  }

  private record Scripted(Set<String> types, Function<Operator.Value, String> gives)
      implements Operator {
    @Override
    public String id() {
      return "scripted";
    }

    @Override
    public boolean replaces(String type) {
      return types.contains(type);
    }

    @Override
    public Map<Value, String> replace(Collection<Value> values) {
      var replaced = new HashMap<Value, String>();
      for (Value value : values) {
        String text = gives.apply(value);
        if (text != null) {
          replaced.put(value, text);
        }
      }
      return replaced;
    }

    @Override
    public Health check() {
      return Health.down(Duration.ZERO, "scripted");
    }

    @Override
    public void close() {}
  }
}
