package org.faultmaven.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.SanitizerConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.kit.SanitizerContract;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RedactionEngineTest extends SanitizerContract {
  private final ISanitizer engine = Redaction.engine(new KeyedHash(new byte[32]));

  @Override
  protected ISanitizer sanitizer() {
    return engine;
  }

  @Override
  protected Policy policy(Set<String> allowed, boolean pseudonyms) {
    return Redaction.policies(config(List.copyOf(allowed), pseudonyms)).named("logs");
  }

  @ParameterizedTest
  @MethodSource("must")
  void mustBeTouched(String text, String value) {
    String masked = sanitize(text);

    assertThat(masked).doesNotContain(value).contains("<");
    assertThat(sanitize(masked)).as("again").isEqualTo(masked);
  }

  @ParameterizedTest
  @MethodSource("mustNot")
  void mustNotBeTouched(String text) {
    assertThat(sanitize(text)).isEqualTo(text);
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> must() throws IOException {
    return cases('M')
        .map(parts -> org.junit.jupiter.params.provider.Arguments.of(parts[1], parts[2]));
  }

  static Stream<String> mustNot() throws IOException {
    return cases('N').map(parts -> parts[1]);
  }

  private static Stream<String[]> cases(char kind) throws IOException {
    try (InputStream in = RedactionEngineTest.class.getResourceAsStream("/cases.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      return all.lines()
          .filter(line -> line.startsWith(kind + "\t"))
          .map(line -> line.split("\t", kind == 'M' ? 3 : 2));
    }
  }

  @Test
  void aLabelGivesTheValueAway() {
    assertThat(masked("hunter2", "password")).startsWith("<SECRET_");
    assertThat(masked("jroe", "user.name")).startsWith("<USERNAME_").doesNotContain("jroe");
    assertThat(masked("abc", "Set-Cookie")).startsWith("<SECRET_");
    assertThat(masked("", "password")).isEmpty();
    assertThat(masked("fine", "message")).isEqualTo("fine");
    assertThat(masked("42", "user_id")).isEqualTo("42");
  }

  @Test
  void aValueKeepsItsPseudonymWhateverFoundIt() {
    String byForm = sanitize("JANE@mail.example.com");
    String bySlot = masked("jane@mail.example.com", "password");

    assertThat(digits(byForm)).isEqualTo(digits(bySlot));
  }

  @Test
  void spansSayWhichRuleFoundThem() {
    Verdict verdict = verdict("from 198.51.100.7 by jane@mail.example.com", null);

    assertThat(verdict.spans()).extracting(Span::rule).containsExactly("ipv4", "email");
    assertThat(verdict.counts()).containsEntry("IP_ADDRESS", 1).containsEntry("EMAIL_ADDRESS", 1);
  }

  @Test
  void thePolicyDecides() {
    Policy presidio = Redaction.policies(config(List.of(), true)).named("presidio");

    String text = "password=made-up-1 and jane@mail.example.com";

    assertThat(engine.sanitize(Tenant.DEFAULT, text, presidio).text())
        .contains("password=made-up-1")
        .doesNotContain("jane@");
  }

  /**
   * Each adversary costs a rule without limits the square of its length or more; here four times
   * the text may do at most about four times the work.
   */
  @Test
  void anAdversaryCannotMakeItSlow() {
    for (String unit :
        List.of(
            "a.",
            "a@",
            "password=",
            "://",
            "\"",
            "1",
            "1 ",
            "+1",
            "a:",
            "-----BEGIN ",
            "eyJ",
            "<A",
            "--token ",
            "/home/",
            "::",
            "Bearer ")) {
      String text = unit.repeat((1 << 18) / unit.length());
      assertThat(sanitize(text)).isNotNull();
    }
  }

  private String sanitize(String text) {
    return masked(text, null);
  }

  private String masked(String text, @org.jspecify.annotations.Nullable String label) {
    return verdict(text, label).text().text();
  }

  private Verdict verdict(String text, @org.jspecify.annotations.Nullable String label) {
    return engine
        .sanitize(Tenant.DEFAULT, List.of(new Fragment(text, label)), policy(Set.of(), true))
        .getFirst();
  }

  private static String digits(String masked) {
    return masked.substring(masked.lastIndexOf('_') + 1, masked.indexOf('>'));
  }

  private static SanitizerConfig config(List<String> allow, boolean pseudonyms) {
    return new SanitizerConfig(
        Secret.NONE,
        pseudonyms,
        new ArrayList<>(allow),
        "logs",
        "documents",
        new DataSize(1 << 20),
        1,
        java.nio.file.Path.of("streams"));
  }
}
