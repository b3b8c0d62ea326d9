package org.faultmaven.contracts.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every sanitiser holds to. It needs to know e-mail addresses and IPv4 addresses; what else it
 * finds must obey the same rules.
 */
public abstract class SanitizerContract {
  protected static final Tenant TENANT = new Tenant("acme");

  private static final String EMAIL = "EMAIL_ADDRESS";
  private static final String IP = "IP_ADDRESS";
  private static final Set<String> ENTITIES =
      Set.of(EMAIL, IP, "CREDIT_CARD", "PHONE_NUMBER", "IBAN_CODE", "US_SSN", "MAC_ADDRESS");

  /** Lines of the kinds that logs and documents have, with and without what is masked. */
  private static final List<String> CORPUS =
      List.of(
          "2026-03-01 12:00:00,123 INFO [main] org.acme.Server - started in 1234 ms",
          "connection from 10.20.30.40:51234 refused, was bob@example.com",
          "{\"level\":\"warn\",\"client\":\"10.20.30.41\",\"to\":\"alice@example.org\",\"n\":12}",
          "mailto:alice@example.org?cc=bob@example.com,carol@example.net",
          "10.20.30.40 - - [01/Mar/2026:12:00:00 +0000] \"GET /x HTTP/1.1\" 200 512",
          "card 4111 1111 1111 1111, call +44 20 7946 0958",
          "\tat org.acme.Server.run(Server.java:42)\n\tat java.base/java.lang.Thread.run",
          "from 10.20.30.40 to 10.20.30.41 via 10.20.30.40",
          "nothing at all",
          "   ",
          "<html><body>10.20.30.40</body></html>",
          "a=10.20.30.40;b=bob@example.com|c=\"10.20.30.41\"");

  private static final List<String> PIECES =
      List.of(
          "jane.roe@mail.example.com",
          "bob@mail.example.com",
          "198.51.100.9",
          "password=made-up-9",
          "\tat x.Y(Z.java:1)",
          "{\"a\":1}",
          "\ud83d\ude00",
          "\ud800",
          "\u0000",
          "\u0301",
          " ",
          "\n",
          "<",
          ">",
          "_",
          "plain words");

  private ISanitizer sanitizer;

  /** A sanitiser with this key; the kit closes it. */
  protected abstract ISanitizer sanitizer(KeyedHash hash);

  @BeforeEach
  void open() {
    sanitizer = sanitizer(key("a"));
  }

  @AfterEach
  void close() {
    sanitizer.close();
  }

  @Test
  void answersEveryFragmentInOrder() {
    List<Fragment> fragments = CORPUS.stream().map(Fragment::of).toList();
    List<Verdict> together = sanitizer.sanitize(TENANT, fragments, policy());
    assertThat(together).hasSameSizeAs(fragments);
    for (int i = 0; i < fragments.size(); i++) {
      assertThat(together.get(i))
          .isEqualTo(sanitizer.sanitize(TENANT, List.of(fragments.get(i)), policy()).getFirst());
    }
    assertThat(sanitizer.sanitize(TENANT, List.of(), policy())).isEmpty();
  }

  @Test
  void masksWhatItKnows() {
    String masked = mask("from 10.20.30.40, bob@example.com wrote", policy());
    assertThat(masked)
        .matches("from <IP_ADDRESS_[a-z2-7]{8}>, <EMAIL_ADDRESS_[a-z2-7]{8}> wrote")
        .doesNotContain("10.20.30.40", "bob");
  }

  @Test
  void replacesExactlyTheSpansInOrder() {
    for (String raw : CORPUS) {
      assertConsistent(raw, judge(raw));
    }
  }

  @Test
  void countsInUtf16OfTheRawText() {
    String raw = "\ud83d\ude00\ud83d\ude00 10.20.30.40 \ud83d\ude00 bob@example.com";
    Verdict verdict = judge(raw);
    assertConsistent(raw, verdict);
    assertThat(verdict.spans())
        .extracting(span -> raw.substring(span.start(), span.end()))
        .containsExactly("10.20.30.40", "bob@example.com");
  }

  @Test
  void changesNothingTheSecondTime() {
    for (String raw : CORPUS) {
      String once = mask(raw, policy());
      assertThat(judge(once).spans()).isEmpty();
      assertThat(mask(once, policy())).isEqualTo(once);
      String bare = mask(raw, bare());
      assertThat(mask(bare, bare())).isEqualTo(bare);
    }
    String all = String.join("\n", CORPUS);
    String once = mask(all, policy());
    assertThat(mask(once, policy())).isEqualTo(once);
  }

  @Test
  void leavesPseudonymsAlone() {
    String text = "<EMAIL_ADDRESS_k7f3q2mz> <IP_ADDRESS> <EMAIL_ADDRESS_k7f3q2mz>@x.example";
    assertThat(mask(text, policy())).isEqualTo(text);
  }

  @Test
  void givesEqualValuesEqualPseudonymsInAnyText() {
    String alone = mask("bob@example.com", policy());
    for (String around : List.of("by %s.", "\"%s\"", "to=%s;", "%s\n", "\u00e9 (%s)")) {
      assertThat(mask(around.formatted("bob@example.com"), policy()))
          .isEqualTo(around.formatted(alone));
    }
    assertThat(mask("alice@example.com", policy())).isNotEqualTo(alone);
  }

  @Test
  void givesTenantsAndKeysPseudonymsOfTheirOwn() {
    String mine = mask("bob@example.com", policy());
    String theirs = sanitizer.sanitize(new Tenant("other"), "bob@example.com", policy()).text();
    assertThat(theirs).isNotEqualTo(mine);
    try (ISanitizer otherKey = sanitizer(key("b"))) {
      assertThat(otherKey.sanitize(TENANT, "bob@example.com", policy()).text()).isNotEqualTo(mine);
    }
    try (ISanitizer sameKey = sanitizer(key("a"))) {
      assertThat(sameKey.sanitize(TENANT, "bob@example.com", policy()).text()).isEqualTo(mine);
    }
  }

  @Test
  void masksOnlyThePolicysEntities() {
    Policy policy = new Policy("some", 1, Set.of(EMAIL), 0.4, Set.of(), false);
    assertThat(mask("10.20.30.40 bob@example.com", policy))
        .isEqualTo("10.20.30.40 <EMAIL_ADDRESS>");
  }

  @Test
  void masksOnlyFromThePolicysThresholdOn() {
    String raw = String.join("\n", CORPUS);
    Policy unreachable = new Policy("some", 1, ENTITIES, 1.1, Set.of(), true);
    assertThat(mask(raw, unreachable)).isEqualTo(raw);
    for (double threshold : new double[] {0, 0.4, 0.9, 1}) {
      Policy policy = new Policy("some", 1, ENTITIES, threshold, Set.of(), true);
      assertThat(sanitizer.sanitize(TENANT, List.of(Fragment.of(raw)), policy).getFirst().spans())
          .allMatch(span -> span.score() >= threshold && span.score() <= 1);
    }
  }

  @Test
  void leavesWhatThePolicyAllows() {
    Policy policy = new Policy("some", 1, ENTITIES, 0.4, Set.of("Bob@Example.com"), false);
    assertThat(mask("bob@example.com, bob@example.com.example.org", policy))
        .isEqualTo("bob@example.com, <EMAIL_ADDRESS>");
  }

  @Test
  void writesNoDigitsWithoutPseudonyms() {
    assertThat(mask("10.20.30.40 bob@example.com", bare()))
        .isEqualTo("<IP_ADDRESS> <EMAIL_ADDRESS>");
  }

  @Test
  void takesAnyText() {
    for (String raw :
        List.of(
            "",
            " ",
            "\u0000",
            "\ud83d",
            "\ude00",
            "\ude00\ud83d",
            "a\ud83d 10.20.30.40\ude00",
            "\u0000\u0001\u0007\u001b[31m10.20.30.40\u001b[0m\u007f",
            "\ufeff10.20.30.40\u2028bob@example.com\u2029",
            "@@@@@@@@",
            "::::....----====",
            "\"\"\"'''```\\\\\\")) {
      Verdict verdict = judge(raw);
      assertConsistent(raw, verdict);
      assertThat(mask(verdict.text().text(), policy())).isEqualTo(verdict.text().text());
    }
  }

  @Test
  void takesAnyMixture() {
    var random = new Random(42);
    for (int i = 0; i < 300; i++) {
      var mixture = new StringBuilder();
      for (int piece = random.nextInt(12); piece >= 0; piece--) {
        mixture.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      String raw = mixture.toString();
      Verdict verdict = judge(raw);
      assertConsistent(raw, verdict);
      assertThat(mask(verdict.text().text(), policy())).isEqualTo(verdict.text().text());
    }
  }

  @Test
  void takesALongText() {
    var raw = new StringBuilder();
    for (int i = 0; raw.length() < 1 << 20; i++) {
      raw.append(CORPUS.get(i % CORPUS.size())).append('\n');
    }
    String text = raw.toString();
    Verdict verdict = judge(text);
    assertConsistent(text, verdict);
    assertThat(verdict.text().text()).doesNotContain("10.20.30.40", "bob@example.com");
    String line = "x".repeat(1 << 20) + " bob@example.com";
    assertThat(mask(line, bare())).endsWith("x <EMAIL_ADDRESS>").hasSize((1 << 20) + 16);
  }

  @Test
  void judgesTheSameOnManyThreads() throws Exception {
    List<Fragment> fragments = new ArrayList<>();
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      fragments.add(
          Fragment.of(
              CORPUS.get(random.nextInt(CORPUS.size())) + " 10.0.0." + random.nextInt(256)));
    }
    List<Verdict> expected = sanitizer.sanitize(TENANT, fragments, policy());
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<List<Verdict>>> calls = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        calls.add(() -> sanitizer.sanitize(TENANT, fragments, policy()));
      }
      for (Future<List<Verdict>> answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void saysWhoItIsAndHowItIs() {
    assertThat(sanitizer.id()).isNotBlank();
    try (ISanitizer same = sanitizer(key("b"))) {
      assertThat(same.id()).isEqualTo(sanitizer.id());
    }
    assertThat(sanitizer.check().up()).isTrue();
  }

  /** The masked text is the raw one with the spans replaced, and nothing else of it changed. */
  protected static void assertConsistent(String raw, Verdict verdict) {
    String masked = verdict.text().text();
    int from = 0;
    int at = 0;
    for (Span span : verdict.spans()) {
      assertThat(span.start()).isGreaterThanOrEqualTo(from);
      assertThat(span.end()).isLessThanOrEqualTo(raw.length());
      String kept = raw.substring(from, span.start());
      assertThat(masked.startsWith(kept, at)).isTrue();
      at += kept.length();
      int end = masked.indexOf('>', at) + 1;
      assertThat(masked.substring(at, end)).matches("<" + span.type() + "(_[a-z2-7]{8})?>");
      at = end;
      from = span.end();
    }
    assertThat(masked.substring(at)).isEqualTo(raw.substring(from));
    assertThat(verdict.counts().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(verdict.spans().size());
  }

  protected static KeyedHash key(String name) {
    return new KeyedHash(name.repeat(KeyedHash.MIN_KEY_BYTES).getBytes(UTF_8));
  }

  protected static Policy policy() {
    return new Policy("some", 1, ENTITIES, 0.4, Set.of(), true);
  }

  private static Policy bare() {
    return new Policy("some", 1, ENTITIES, 0.4, Set.of(), false);
  }

  private Verdict judge(String raw) {
    return sanitizer.sanitize(TENANT, List.of(Fragment.of(raw)), policy()).getFirst();
  }

  private String mask(String raw, Policy policy) {
    return sanitizer.sanitize(TENANT, raw, policy).text();
  }
}
