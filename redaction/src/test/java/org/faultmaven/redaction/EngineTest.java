package org.faultmaven.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.redaction.rule.EntityTypes;
import org.junit.jupiter.api.Test;

final class EngineTest {
  private static final Policy LOGS = Engines.logs();

  private final ISanitizer engine = Engines.engine();

  /** Proposes what it is told to, the first time it is asked. */
  private static final class Fixed implements Recognizer {
    private final List<List<Span>> answer;
    private final boolean healthy;
    private final List<String> closed;
    private boolean asked;

    Fixed(List<List<Span>> answer, boolean healthy, List<String> closed) {
      this.answer = answer;
      this.healthy = healthy;
      this.closed = closed;
    }

    @Override
    public String id() {
      return "fixed-2";
    }

    @Override
    public List<List<Span>> recognize(List<Draft> drafts, Policy policy) {
      List<List<Span>> now = asked ? drafts.stream().map(d -> List.<Span>of()).toList() : answer;
      asked = true;
      return now;
    }

    @Override
    public Health check() {
      return healthy ? Health.up(Duration.ZERO) : Health.down(Duration.ZERO, "away");
    }

    @Override
    public void close() {
      closed.add("closed");
    }
  }

  /** Proposes each place of a word, and remembers what it was shown. */
  private static final class Word implements Recognizer {
    private final String word;
    private final String before;
    private final List<String> shown = new ArrayList<>();

    Word(String word, String before) {
      this.word = word;
      this.before = before;
    }

    @Override
    public String id() {
      return "word";
    }

    @Override
    public List<List<Span>> recognize(List<Draft> drafts, Policy policy) {
      List<List<Span>> all = new ArrayList<>();
      for (Draft draft : drafts) {
        Wording wording = policy.wordings() ? Wording.numberless(draft) : Wording.exact(draft);
        shown.add(wording.text());
        int at = wording.text().indexOf(before + word);
        int start = at + before.length();
        all.add(
            at < 0
                ? List.of()
                : List.of(
                    wording.original(
                        new Span(start, start + word.length(), "PERSON", 0.85, "word"))));
      }
      return all;
    }

    @Override
    public Health check() {
      return Health.up(Duration.ZERO);
    }

    @Override
    public void close() {}
  }

  @Test
  void asksOthersAgainOfWhatWasMasked() {
    // Bob is bared only by the masking of Ann.
    var ann = new Word("Ann", "");
    var bob = new Word("Bob", "0 ");
    Verdict verdict = judge(Engines.engine(ann, bob), "at 12:00:01 Ann Bob");
    assertThat(verdict.text().text()).matches("at 12:00:01 <PERSON_.{8}> <PERSON_.{8}>");
    assertThat(ann.shown).containsExactly("at 0 Ann Bob", "at 0 0 Bob", "at 0 0 0");
  }

  @Test
  void showsOthersAWordingOnce() {
    var ann = new Word("Ann", "");
    judge(Engines.engine(ann), "2026-03-01 12:00:00,123 from 10.20.30.40: bob@example.com took 17");
    assertThat(ann.shown).containsExactly("0 from 0: 0 took 0");
  }

  @Test
  void showsOthersTextsThemselvesWherePoliciesSaySo() {
    var ann = new Word("Ann", "");
    Policy policy = new Policy("own", 1, Set.of("PERSON", "IP_ADDRESS"), 0, Set.of(), true);
    Engines.engine(ann).sanitize(Tenant.DEFAULT, "Ann at 10.20.30.40", policy);
    assertThat(ann.shown).containsExactly("Ann at 10.20.30.40", "0 at 0");
  }

  private static Fixed fixed(Span... spans) {
    return new Fixed(List.of(List.of(spans)), true, new ArrayList<>());
  }

  @Test
  void shipsThreePolicies() {
    Policies policies = Redaction.policies(Engines.config(false, " Bob@example.com ", " "));
    Policy logs = policies.named("logs");
    Policy documents = policies.named("documents");
    Policy presidio = policies.named("presidio");
    assertThat(logs.entities())
        .containsAll(EntityTypes.OWN)
        .contains("PERSON", "PHONE_NUMBER", "US_BANK_NUMBER")
        .doesNotContain("DATE_TIME", "URL", "LOCATION", "NRP");
    assertThat(documents.entities())
        .containsAll(logs.entities())
        .contains("LOCATION", "NRP")
        .hasSize(logs.entities().size() + 2);
    assertThat(presidio.entities()).hasSize(19).doesNotContainAnyElementsOf(EntityTypes.OWN);
    assertThat(logs.threshold()).isEqualTo(documents.threshold()).isEqualTo(0.4);
    assertThat(presidio.threshold()).isZero();
    assertThat(policies.byName().values())
        .allMatch(policy -> policy.allowed().equals(Set.of("Bob@example.com")))
        .noneMatch(Policy::pseudonyms)
        .allMatch(policy -> policy.version() >= 1);
  }

  @Test
  void masksDoubtfulSpansOnlyAtThresholdZero() {
    String text = "version 1.2.3.4";
    assertThat(engine.sanitize(Tenant.DEFAULT, text, LOGS).text()).isEqualTo(text);
    assertThat(engine.sanitize(Tenant.DEFAULT, text, Engines.policy(Redaction.PRESIDIO)).text())
        .startsWith("version <IP_ADDRESS_");
  }

  @Test
  void keepsAPasswordOutOfPresidiosPolicy() {
    String text = "password=hunter2";
    assertThat(engine.sanitize(Tenant.DEFAULT, text, Engines.policy(Redaction.PRESIDIO)).text())
        .isEqualTo(text);
  }

  @Test
  void givesAValueOnePseudonymWhateverTheRule() {
    String text = "user=bob for user bob /home/bob/ password=bob";
    Verdict verdict = judge(engine, text);
    assertThat(verdict.spans()).extracting(Span::rule).doesNotHaveDuplicates();
    assertThat(digits(verdict)).hasSize(4).containsOnly(digits(verdict).getFirst());
  }

  @Test
  void givesAnAddressOnePseudonymWhateverItsCase() {
    Verdict verdict =
        judge(engine, "Bob@Example.com bob@example.com 00:1A:2b:3c:4d:5e 00:1a:2B:3c:4d:5E");
    List<String> digits = digits(verdict);
    assertThat(digits.get(0)).isEqualTo(digits.get(1)).isNotEqualTo(digits.get(2));
    assertThat(digits.get(2)).isEqualTo(digits.get(3));
  }

  @Test
  void tellsTheRuleOfEverySpan() {
    assertThat(judge(engine, "bob@example.com password=x1 10.20.30.40").spans())
        .extracting(Span::rule)
        .containsExactly("email", "slot-password", "ipv4");
  }

  @Test
  void unitesWhatOthersFindWithItsOwn() {
    String text = "Dr Bob Smith, bob@example.com, said";
    ISanitizer both =
        Engines.engine(
            fixed(
                new Span(3, 12, "PERSON", 0.85, "names"),
                new Span(10, 17, "PERSON", 0.5, "names"),
                new Span(14, 29, "PERSON", 0.99, "names"),
                new Span(31, 35, "PERSON", 0.3, "names")));
    Verdict verdict = judge(both, text);
    assertThat(verdict.spans()).containsExactly(new Span(3, 29, "PERSON", 0.99, "names"));
    assertThat(verdict.text().text()).matches("Dr <PERSON_[a-z2-7]{8}>, said");
  }

  @Test
  void namesAnOverlapAfterTheSurestThenTheLongestThenTheFirst() {
    Verdict verdict =
        judge(
            Engines.engine(
                fixed(
                    new Span(0, 4, "PERSON", 0.5, "a"),
                    new Span(2, 8, "US_PASSPORT", 0.5, "b"),
                    new Span(10, 14, "PERSON", 0.5, "a"),
                    new Span(12, 16, "US_PASSPORT", 0.5, "b"))),
            "abcdefgh ijklmnopqr");
    assertThat(verdict.spans())
        .containsExactly(
            new Span(0, 8, "US_PASSPORT", 0.5, "b"), new Span(10, 16, "PERSON", 0.5, "a"));
  }

  @Test
  void neverCutsAPseudonymThatOthersCover() {
    String text = "by <USERNAME_k7f3q2mz> and Bob";
    Verdict verdict = judge(Engines.engine(fixed(new Span(0, 30, "PERSON", 0.9, "a"))), text);
    assertThat(verdict.text().text())
        .matches("<PERSON_[a-z2-7]{8}> <USERNAME_k7f3q2mz> <PERSON_[a-z2-7]{8}>");
  }

  @Test
  void leavesPseudonymsOfTypesOnlyThePolicyKnows() {
    Policy policy = new Policy("own", 1, Set.of("TICKET"), 0, Set.of(), true);
    ISanitizer both = Engines.engine(fixed(new Span(0, 4, "TICKET", 1, "tickets")));
    String once = both.sanitize(Tenant.DEFAULT, "AB-1 open", policy).text();
    assertThat(once).matches("<TICKET_[a-z2-7]{8}> open");
    assertThat(both.sanitize(Tenant.DEFAULT, once, policy).text()).isEqualTo(once);
  }

  @Test
  void takesItsNameHealthAndEndFromAll() {
    List<String> closed = new ArrayList<>();
    var away = new Fixed(List.of(), false, closed);
    try (ISanitizer both = Engines.engine(away)) {
      assertThat(both.id()).isEqualTo(engine.id() + "+fixed-2");
      assertThat(both.check().up()).isFalse();
      assertThat(both.check().detail()).isEqualTo("away");
    }
    assertThat(closed).hasSize(1);
    assertThat(Engines.engine(fixed()).check().up()).isTrue();
  }

  @Test
  void refusesAnswersThatDoNotFitWithoutTellingTheText() {
    String text = "secret words";
    for (Fixed wrong :
        List.of(new Fixed(List.of(), true, List.of()), fixed(new Span(5, 500, "PERSON", 1, "a")))) {
      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(() -> judge(Engines.engine(wrong), text))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret", "words"))
          .withNoCause();
    }
  }

  @Test
  void showsNoTextOfItsOwnParts() {
    String text = "hunter2";
    Pseudonyms pseudonyms = new Pseudonyms(Engines.HASH, Tenant.DEFAULT, true);
    assertThat(pseudonyms.of("PASSWORD", text)).doesNotContain(text);
    Masked masked = Masked.of(text, List.of(), pseudonyms);
    assertThat(List.of(pseudonyms, masked, new Settlement(LOGS), engine, Fragment.of(text)))
        .noneMatch(part -> part.toString().contains(text));
  }

  private static Verdict judge(ISanitizer sanitizer, String text) {
    return sanitizer.sanitize(Tenant.DEFAULT, List.of(Fragment.of(text)), LOGS).getFirst();
  }

  private static List<String> digits(Verdict verdict) {
    List<String> digits = new ArrayList<>();
    var matcher = Pattern.compile("_([a-z2-7]{8})>").matcher(verdict.text().text());
    while (matcher.find()) {
      digits.add(matcher.group(1));
    }
    return digits;
  }
}
