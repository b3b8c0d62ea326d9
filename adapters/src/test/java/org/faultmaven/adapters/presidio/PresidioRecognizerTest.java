package org.faultmaven.adapters.presidio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.redaction.Draft;
import org.faultmaven.redaction.Recognizer;
import org.faultmaven.redaction.Redaction;
import org.faultmaven.redaction.rule.EntityTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresidioRecognizerTest {
  private static final Policy LOGS =
      new Policy("logs", 1, Set.of("PERSON", "EMAIL_ADDRESS"), 0.4, Set.of(), true, true, Set.of());
  private static final Policy TEXTS =
      new Policy("documents", 1, Set.of("PERSON", "EMAIL_ADDRESS"), 0.4, Set.of(), true);
  private static final Policy ALL =
      new Policy("presidio", 1, EntityTypes.PRESIDIO, 0, Set.of(), true);

  private final FakePresidio presidio = new FakePresidio();
  private final Recognizer recognizer = presidio.recognizer();
  private final ISanitizer sanitizer = Redaction.engine(FakePresidio.HASH, List.of(recognizer));

  @AfterEach
  void close() {
    sanitizer.close();
    presidio.close();
  }

  private List<String> mask(Policy policy, String... texts) {
    List<Fragment> fragments = List.of(texts).stream().map(Fragment::of).toList();
    return sanitizer.sanitize(Tenant.DEFAULT, fragments, policy).stream()
        .map(verdict -> verdict.text().text().replaceAll("_[a-z2-7]{8}>", ">"))
        .toList();
  }

  @Test
  void codePointsBecomeUtf16() {
    assertThat(mask(TEXTS, "\ud83d\ude00\ud83d\ude00 Xaver \ud835\udc00 Xaver\ud83d\ude00"))
        .containsExactly("\ud83d\ude00\ud83d\ude00 <PERSON> \ud835\udc00 <PERSON>\ud83d\ude00");
  }

  @Test
  void loneSurrogatesAreReplacedBeforeSendingAndStayInTheText() {
    assertThat(mask(TEXTS, "a\ud83d Xaver\ude00")).containsExactly("a\ud83d <PERSON>\ude00");
    assertThat(presidio.asked()).allMatch(text -> text.codePoints().noneMatch(c -> c == 0xd83d));
  }

  @Test
  void aTextIsAskedForOnceHoweverOftenItComes() {
    mask(LOGS, "2026-03-01 12:00:00,001 Xaver took 17 ms", "other words");
    int asked = presidio.asked().size();
    assertThat(mask(LOGS, "2026-03-02 13:14:15,926 Xaver took 4 ms", "other words", "other words"))
        .containsExactly(
            "2026-03-02 13:14:15,926 <PERSON> took 4 ms", "other words", "other words");
    assertThat(presidio.asked()).hasSize(asked);
    assertThat(
            presidio
                .meters
                .get("faultmaven.presidio.lookups")
                .tag("result", "hit")
                .counter()
                .count())
        .isGreaterThanOrEqualTo(2);
    assertThat(presidio.meters.get("faultmaven.presidio.texts").counter().count()).isEqualTo(asked);
  }

  @Test
  void whatTheEngineMasksIsNotSent() {
    mask(LOGS, "mail from jane.roe@example.com by Xaver");
    assertThat(presidio.asked()).isNotEmpty().noneMatch(text -> text.contains("jane"));
  }

  @Test
  void onlyNamesAreAskedForUnlessThePolicyWantsMore() {
    mask(TEXTS, "Xaver at http://www.example.org");
    assertThat(presidio.entities.getLast()).containsExactly("PERSON");
    mask(ALL, "Xaver at http://www.example.org");
    assertThat(presidio.entities.getLast()).contains("PERSON", "URL", "DATE_TIME");
    assertThat(presidio.asked().getLast()).contains("http://www.example.org");
  }

  @Test
  void aRecognizerOfTheServersOwnSeesNumbers() {
    presidio.recognizers = Set.of("SpacyRecognizer", "StaffRecognizer");
    mask(LOGS, "2026-03-01 12:00:00,001 Xaver took 4711 ms");
    assertThat(presidio.asked().getFirst()).isEqualTo("0 Xaver took 4711 ms");
  }

  @Test
  void anotherServerIsAskedAgain() {
    mask(LOGS, "Xaver came");
    String id = recognizer.id();
    int asked = presidio.asked().size();
    presidio.status = 503;
    assertThatThrownBy(() -> mask(LOGS, "something new")).isInstanceOf(BackendException.class);
    presidio.status = 200;
    presidio.supported = Set.of("PERSON", "LOCATION", "NRP", "UUID");
    mask(LOGS, "Xaver came");
    assertThat(presidio.asked().size()).isGreaterThan(asked + 1);
    assertThat(recognizer.id()).startsWith("presidio-").isNotEqualTo(id);
  }

  @Test
  void aServerThatCannotFindWhatThePolicyMasksHoldsEverything() {
    presidio.supported = Set.of("EMAIL_ADDRESS");
    assertThatThrownBy(() -> mask(TEXTS, "Xaver"))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining("PERSON")
        .hasMessageContaining("presidio.language");
    assertThat(recognizer.check().up()).isFalse();
    assertThat(recognizer.check().detail()).contains("PERSON");
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 404, 401, 429})
  void anErrorIsAnOutage(int status) {
    presidio.status = status;
    assertThatThrownBy(() -> mask(TEXTS, "the secret words"))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageNotContaining("secret");
    assertThat(recognizer.check().up()).isFalse();
    presidio.status = 200;
    assertThat(recognizer.check().up()).isTrue();
    assertThat(mask(TEXTS, "Xaver")).containsExactly("<PERSON>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "[]",
        "[[],[]]",
        "[null]",
        "[[null]]",
        "[[{}]]",
        "[[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":9,\"score\":1}]]",
        "[[{\"entity_type\":\"PERSON\",\"start\":3,\"end\":3,\"score\":1}]]",
        "[[{\"entity_type\":\"PERSON\",\"start\":-1,\"end\":3,\"score\":1}]]",
        "[[{\"entity_type\":\"PERSON\",\"start\":0.5,\"end\":3,\"score\":1}]]",
        "[[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":3,\"score\":2}]]",
        "[[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":3,\"score\":\"1\"}]]",
        "[[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":3}]]",
        "[[{\"entity_type\":\"Xaver S\",\"start\":0,\"end\":3,\"score\":1}]]",
        "[[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":3,\"score\":1,\"text\":\"Xaver\"}]]"
      })
  void anAnswerThatIsNotWhatItShouldBeLetsNothingPass(String answer) {
    presidio.answer = answer;
    assertThatThrownBy(() -> mask(TEXTS, "Xaver"))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageNotContaining("Xaver");
    presidio.answer = null;
    assertThat(mask(TEXTS, "Xaver")).containsExactly("<PERSON>");
  }

  @Test
  void onlyTheTextThatFailsByItselfIsAtFault() {
    List<String> texts = new ArrayList<>();
    IntStream.range(0, 40).forEach(i -> texts.add("Xaver and word" + (char) ('a' + i % 26) + i));
    texts.set(17, "Xaver and POISON");
    assertThatThrownBy(() -> mask(TEXTS, texts.toArray(String[]::new)))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isFalse())
        .hasMessageNotContaining("POISON");
    texts.remove(17);
    assertThat(mask(TEXTS, texts.toArray(String[]::new)))
        .allMatch(text -> text.startsWith("<PERSON>"));
  }

  @Test
  void aServerThatFailsOnEverythingIsAway() {
    mask(TEXTS, "Xaver");
    presidio.status = 500;
    assertThatThrownBy(() -> mask(TEXTS, "one", "two", "three"))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue());
  }

  @Test
  void aTextThatTakesForEverIsFoundOut() {
    var drafts = new ArrayList<Draft>();
    IntStream.range(0, 8).forEach(i -> drafts.add(Draft.of(Fragment.of("Xaver" + i))));
    drafts.add(Draft.of(Fragment.of("ENDLESS")));
    int attempts = 0;
    boolean retryable = true;
    while (retryable) {
      assertThat(attempts++).isLessThan(20);
      recognizer.check();
      try {
        recognizer.recognize(drafts, TEXTS);
        throw new AssertionError("it was answered");
      } catch (BackendException e) {
        retryable = e.retryable();
      }
    }
    assertThat(attempts).as("a time-out alone is an outage").isGreaterThan(3);
    assertThat(recognizer.recognize(drafts.subList(0, 8), TEXTS))
        .allMatch(spans -> !spans.isEmpty());
  }

  @Test
  void aTokenTooLongToSendIsMasked() {
    String endless = "x".repeat(Pieces.MAX_TOKEN + 1);
    assertThat(mask(TEXTS, "see " + endless + " Xaver")).containsExactly("see <PERSON> <PERSON>");
    assertThat(presidio.asked()).noneMatch(text -> text.contains("xxx"));
  }

  @Test
  void nothingIsAskedWithoutWords() {
    assertThat(mask(TEXTS, "", "  ", "1234", "----")).hasSize(4);
    assertThat(presidio.asked()).isEmpty();
  }
}
