package org.faultmaven.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.names.NameFinder;
import org.faultmaven.names.NameModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameRecognizerTest {
  private static final String LETTER =
      "The French chancellor Angela Merkel met John Smith in Berlin on Monday.";

  private final NameFinder finder = new NameFinder(NameModel.shipped(), 8 << 20);
  private final ISanitizer engine = Engines.engine(Redaction.names(() -> finder));

  @Test
  void masksWhatThePolicyWants() {
    assertThat(masked(LETTER, Redaction.LOGS))
        .matches("The French chancellor <PERSON> met <PERSON> in Berlin on Monday\\.");
    assertThat(masked(LETTER, Redaction.DOCUMENTS))
        .matches("The <NRP> chancellor <PERSON> met <PERSON> in <LOCATION> on Monday\\.");
    assertThat(masked(LETTER, Redaction.PRESIDIO))
        .matches("The <NRP> chancellor <PERSON> met <PERSON> in <LOCATION> on <DATE_TIME>\\.");
  }

  @Test
  void namesTheRuleAndTheScore() {
    assertThat(judge(LETTER, Redaction.LOGS).spans())
        .containsExactly(
            new Span(22, 35, "PERSON", 0.85, "spaCy"), new Span(40, 50, "PERSON", 0.85, "spaCy"));
  }

  @Test
  void isNotAskedAboveItsScore() {
    Policy strict = new Policy("strict", 1, Set.of("PERSON"), 0.9, Set.of(), true);
    assertThat(engine.sanitize(Tenant.DEFAULT, LETTER, strict).text()).isEqualTo(LETTER);
    Policy others = new Policy("others", 1, Set.of("EMAIL_ADDRESS"), 0, Set.of(), true);
    assertThat(engine.sanitize(Tenant.DEFAULT, LETTER, others).text()).isEqualTo(LETTER);
    assertThat(finder.tokensAsked()).isZero();
  }

  @Test
  void countsInUtf16() {
    String text = "\ud83d\ude00 \ud83d\ude00\n" + LETTER;
    assertThat(judge(text, Redaction.LOGS).spans())
        .first()
        .extracting(span -> text.substring(span.start(), span.end()))
        .isEqualTo("Angela Merkel");
  }

  @Test
  void masksInLinesWhatStandsThereAndNotItsWording() {
    String text =
        "2026-03-01 12:00:00,123 INFO 10.1.2.3 call of Angela Merkel from Berlin took 17 ms";
    assertThat(masked(text, Redaction.LOGS))
        .isEqualTo(
            "2026-03-01 12:00:00,123 INFO <IP_ADDRESS> call of <PERSON> from Berlin took 17 ms");
  }

  @Test
  void paysForAWordingOnce() {
    List<Fragment> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add(Fragment.of("12:00:" + (10 + i % 50) + " request " + i + " from 10.0.0." + i));
    }
    engine.sanitize(Tenant.DEFAULT, lines.subList(0, 1), Engines.logs());
    long known = finder.tokensKnown();
    long asked = finder.tokensAsked();
    engine.sanitize(Tenant.DEFAULT, lines, Engines.logs());
    assertThat(finder.tokensAsked()).isGreaterThan(asked + 500);
    assertThat(finder.tokensKnown() - known).isEqualTo(finder.tokensAsked() - asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {Redaction.LOGS, Redaction.DOCUMENTS, Redaction.PRESIDIO})
  void changesNothingTheSecondTime(String policy) {
    for (String text :
        List.of(
            LETTER,
            "Marta Kowalska from Gdansk, Jan Novak (Prague) and the Polish team: +48 58 555 01 23",
            "Dear Mr. O'Brien,\nMary Jane Watson-Parker called from 10.20.30.40.\n\nJ. J. Jameson",
            "[Ann Lee] <ann.lee@example.com> wrote to Bob, Carol and Dave on 3 May 2019 in Paris",
            "user=marta name=\"Marta Kowalska\" city=Gdansk ip=10.1.2.3 card 4111 1111 1111 1111",
            "Smith Smith Smith Smith, Jones & Jones; Berlin Paris London Rome")) {
      String once = engine.sanitize(Tenant.DEFAULT, text, Engines.policy(policy)).text();
      assertThat(engine.sanitize(Tenant.DEFAULT, once, Engines.policy(policy)).text())
          .isEqualTo(once);
    }
  }

  @Test
  void masksWholeWhatIsTooLongToJudge() {
    String stretch = "ab:c".repeat(400);
    Verdict verdict = judge("see " + stretch + " there", Redaction.LOGS);
    assertThat(verdict.spans())
        .containsExactly(new Span(4, 4 + stretch.length(), "PERSON", 0.85, "spaCy-overlong"));
  }

  @Test
  void leavesTheWordsOfLogsAlone() {
    Policy wordless = new Policy("logs", 1, Set.of("PERSON"), 0.4, Set.of(), false, true, Set.of());
    Policy worded =
        new Policy(
            "logs", 1, Set.of("PERSON"), 0.4, Set.of(), false, true, Set.of("angela", "merkel"));
    assertThat(engine.sanitize(Tenant.DEFAULT, LETTER, wordless).text())
        .contains("<PERSON> met <PERSON>");
    assertThat(engine.sanitize(Tenant.DEFAULT, LETTER, worded).text())
        .contains("Angela Merkel met <PERSON>");
  }

  @Test
  void isPartOfTheId() {
    assertThat(engine.id())
        .startsWith(Engines.engine().id() + "+names-")
        .endsWith(finder.model().id());
    assertThat(engine.check().up()).isTrue();
    engine.close();
  }

  private Verdict judge(String text, String policy) {
    return engine
        .sanitize(Tenant.DEFAULT, List.of(Fragment.of(text)), Engines.policy(policy))
        .getFirst();
  }

  private String masked(String text, String policy) {
    return judge(text, policy).text().text().replaceAll("_[a-z2-7]{8}>", ">");
  }
}
