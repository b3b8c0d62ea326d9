package org.faultmaven.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01 12:00:00,123",
        "2026-03-01T12:00:00.123456Z",
        "2026-03-01T12:00:00+01:00",
        "2026-03-01T12:00+01:00",
        "2026/03/01 12:00:00",
        "26/03/01 12:00:00",
        "01.03.2026 12:00:00.5",
        "01/Mar/2026:12:00:00 +0000",
        "01-Mar-2026 12:00:00",
        "Mar  1 12:00:00",
        "Sun Mar  1 12:00:00 2026",
        "Sun, Mar 1 12:00:00",
        "12:00:00.001",
        "1:02:03",
        "12:00:00 UTC"
      })
  void makesTimestampsEqual(String timestamp) {
    Draft draft = draft("[" + timestamp + "] up");
    assertThat(Wording.timeless(draft).text()).isEqualTo("[0] up");
    assertThat(Wording.numberless(draft).text()).isEqualTo("[0] up");
    assertThat(Wording.exact(draft).text()).isEqualTo("[" + timestamp + "] up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01",
        "12:00",
        "10.20.30.40:12",
        "March 1",
        "v1.2.3",
        "Marta 12:00",
        "a2026-03-01"
      })
  void leavesTheTimelessAlone(String text) {
    assertThat(Wording.timeless(draft(text)).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "took 1234 ms,took 0 ms",
    "worker-12 of 7,worker-0 of 0",
    "0x7f3a9c00,0x0f0a0c0",
    "id 9f86d081884c,id 0",
    "cafe and facade stay,cafe and facade stay",
    "deadbeefdeadbeef,deadbeefdeadbeef",
    "Marta3,Marta0",
    "12:00:00.5 in 2026-03,0 in 0-0"
  })
  void makesNumbersEqual(String text, String wording) {
    assertThat(Wording.numberless(draft(text)).text()).isEqualTo(wording);
  }

  @Test
  void makesMaskedValuesAndPseudonymsEqual() {
    String text = "<USERNAME_k7f3q2mz> of bob@example.com at <IP_ADDRESS>";
    Draft draft =
        new Draft(
            Fragment.of(text),
            List.of(new Span(23, 38, "EMAIL_ADDRESS", 1, "email")),
            List.of(
                new Span(0, 19, "TOKEN", 1, "pseudonym"),
                new Span(42, 54, "TOKEN", 1, "pseudonym")));
    assertThat(Wording.timeless(draft).text()).isEqualTo("0 of 0 at 0");
    assertThat(Wording.exact(draft).text()).isEqualTo("0 of bob@example.com at 0");
    Wording wording = Wording.numberless(draft);
    assertThat(wording.original(new Span(0, 11, "PERSON", 1, "x")))
        .isEqualTo(new Span(0, 54, "PERSON", 1, "x"));
    assertThat(wording.original(new Span(2, 4, "PERSON", 1, "x")))
        .isEqualTo(new Span(20, 22, "PERSON", 1, "x"));
    assertThat(wording.original(new Span(5, 6, "PERSON", 1, "x")))
        .isEqualTo(new Span(23, 38, "PERSON", 1, "x"));
  }

  @Test
  void findsEveryLetterWhereItWas() {
    var random = new Random(5);
    String[] pieces = {
      "Marta", "12", " ", "2026-03-01 12:00:00", "9f86d081", "<", "\ud83d\ude00", "Mar", ":", "ż"
    };
    for (int round = 0; round < 2000; round++) {
      var text = new StringBuilder();
      List<Span> masked = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        int start = text.length();
        text.append(pieces[random.nextInt(pieces.length)]);
        if (random.nextInt(5) == 0) {
          masked.add(new Span(start, text.length(), "X", 1, "x"));
        }
      }
      Draft draft = new Draft(Fragment.of(text.toString()), masked, List.of());
      Wording wording = Wording.numberless(draft);
      for (int i = 0; i < wording.text().length(); i++) {
        Span back = wording.original(new Span(i, i + 1, "X", 1, "x"));
        if (wording.text().charAt(i) != '0') {
          assertThat(text.substring(back.start(), back.end()))
              .isEqualTo(wording.text().substring(i, i + 1));
        }
      }
      if (!wording.text().isEmpty()) {
        assertThat(wording.original(new Span(0, wording.text().length(), "X", 1, "x")))
            .isEqualTo(new Span(0, text.length(), "X", 1, "x"));
      }
    }
  }

  @Test
  void showsNothingOfTheText() {
    assertThat(Wording.exact(draft("hunter")).toString()).doesNotContain("hunter");
    assertThat(draft("hunter").toString()).doesNotContain("hunter");
  }

  private static Draft draft(String text) {
    return Draft.of(Fragment.of(text));
  }
}
