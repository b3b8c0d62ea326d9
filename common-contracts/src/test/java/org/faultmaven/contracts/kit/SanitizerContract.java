package org.faultmaven.contracts.kit;

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
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ISanitizer} holds. Uses e-mail addresses alone: every sanitiser knows those.
 */
public abstract class SanitizerContract {
  private static final Tenant OTHER = new Tenant("other");
  private static final List<String> PIECES =
      List.of(
          "jane.roe@mail.example.com",
          " said ",
          "bob@mail.example.com",
          "\n",
          "\tat x.Y(Z.java:1)",
          "{\"a\":1}",
          "\uD83D\uDE00",
          "\uD800",
          "\u0000",
          "\u0301",
          " ",
          "<",
          ">",
          "_",
          "plain words",
          "198.51.100.9",
          "password=made-up-9");

  protected abstract ISanitizer sanitizer();

  /** A policy that masks e-mail addresses. */
  protected abstract Policy policy(Set<String> allowed, boolean pseudonyms);

  @Test
  void answersEachFragmentInOrder() {
    List<Verdict> verdicts = judge(List.of("first", "", "third jane.roe@mail.example.com"));

    assertThat(verdicts).hasSize(3);
    assertThat(verdicts.get(0).text().text()).isEqualTo("first");
    assertThat(verdicts.get(1).text().text()).isEmpty();
    assertThat(verdicts.get(2).text().text())
        .startsWith("third <EMAIL_ADDRESS_")
        .doesNotContain("jane");
  }

  @Test
  void theMaskIsTheSpansAndNothingElse() {
    for (String text : mixtures(300)) {
      Verdict verdict = judge(List.of(text)).getFirst();
      int end = 0;
      String masked = verdict.text().text();
      int at = 0;
      for (Span span : verdict.spans()) {
        assertThat(span.start()).isGreaterThanOrEqualTo(end);
        assertThat(span.end()).isLessThanOrEqualTo(text.length());
        String between = text.substring(end, span.start());
        assertThat(masked.startsWith(between, at)).isTrue();
        at += between.length();
        assertThat(masked.charAt(at)).isEqualTo('<');
        at = masked.indexOf('>', at) + 1;
        end = span.end();
      }
      assertThat(masked.substring(at)).isEqualTo(text.substring(end));
    }
  }

  @Test
  void sanitisingTwiceChangesNothing() {
    for (String text : mixtures(300)) {
      String once = judge(List.of(text)).getFirst().text().text();
      assertThat(judge(List.of(once)).getFirst().text().text()).isEqualTo(once);
    }
  }

  @Test
  void aValueKeepsItsPseudonymWithinATenantAndHasAnotherInAnother() {
    Policy policy = policy(Set.of(), true);
    String alone = sanitizer().sanitize(Tenant.DEFAULT, "jane.roe@mail.example.com", policy).text();

    assertThat(sanitizer().sanitize(Tenant.DEFAULT, "by jane.roe@mail.example.com.", policy).text())
        .contains(alone);
    assertThat(sanitizer().sanitize(OTHER, "jane.roe@mail.example.com", policy).text())
        .isNotEqualTo(alone);
    assertThat(sanitizer().sanitize(Tenant.DEFAULT, "bob@mail.example.com", policy).text())
        .isNotEqualTo(alone);
  }

  @Test
  void thePolicyDecidesHowAndWhat() {
    String text = "jane.roe@mail.example.com and bob@mail.example.com";

    assertThat(sanitizer().sanitize(Tenant.DEFAULT, text, policy(Set.of(), false)).text())
        .isEqualTo("<EMAIL_ADDRESS> and <EMAIL_ADDRESS>");
    assertThat(
            sanitizer()
                .sanitize(Tenant.DEFAULT, text, policy(Set.of("bob@mail.example.com"), false))
                .text())
        .isEqualTo("<EMAIL_ADDRESS> and bob@mail.example.com");
    Policy nothing = new Policy("nothing", 1, Set.of(), 0, Set.of(), true);
    assertThat(sanitizer().sanitize(Tenant.DEFAULT, text, nothing).text()).isEqualTo(text);
  }

  @Test
  void anyTextHasAVerdict() {
    String long1 = "word ".repeat(200_000) + "jane.roe@mail.example.com";

    assertThat(judge(List.of(long1)).getFirst().text().text()).doesNotContain("jane");
    assertThat(
            judge(List.of("\uDC00\uD800 jane.roe@mail.example.com \uD800"))
                .getFirst()
                .text()
                .text())
        .doesNotContain("jane");
  }

  @Test
  void manyThreadsGetTheSameVerdicts() throws Exception {
    List<String> texts = mixtures(50);
    List<Verdict> expected = judge(texts);
    try (var executor = Executors.newFixedThreadPool(4)) {
      Callable<List<Verdict>> judge = () -> judge(texts);
      for (Future<List<Verdict>> verdicts :
          executor.invokeAll(List.of(judge, judge, judge, judge))) {
        assertThat(verdicts.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void itSaysWhoItIsAndThatItIsWell() {
    assertThat(sanitizer().id()).matches("[a-z0-9./+-]+");
    assertThat(sanitizer().check().up()).isTrue();
  }

  private List<Verdict> judge(List<String> texts) {
    return sanitizer()
        .sanitize(
            Tenant.DEFAULT, texts.stream().map(Fragment::of).toList(), policy(Set.of(), true));
  }

  private static List<String> mixtures(int count) {
    var random = new Random(42);
    var texts = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var text = new StringBuilder();
      for (int piece = random.nextInt(12); piece >= 0; piece--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
