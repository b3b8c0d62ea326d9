package org.faultmaven.adapters.presidio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.faultmaven.contracts.record.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  private static List<String> found(String text, double threshold) {
    var spans = new ArrayList<Span>();
    Numbers.find(text, spans);
    new Phones().find(text, spans);
    return spans.stream()
        .filter(span -> span.score() >= threshold)
        .map(span -> span.type() + " " + text.substring(span.start(), span.end()))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "bank account 1234567890, US_BANK_NUMBER 1234567890",
    "passport 123456789, US_PASSPORT 123456789",
    "passport C12345678, US_PASSPORT C12345678",
    "driver license A1234567, US_DRIVER_LICENSE A1234567",
    "social security 123456789, US_SSN 123456789",
    "id 212-09-9998, US_SSN 212-09-9998",
    "x 943-76-1234, US_ITIN 943-76-1234",
    "nhs 943 476 5919, UK_NHS 943 476 5919",
    "BB1388568, MEDICAL_LICENSE BB1388568",
    "version 1.2.3.4, IP_ADDRESS 1.2.3.4",
    "at fe80::1:2, IP_ADDRESS fe80::1:2",
    "or 1:2:3:4:5:6:7:8, IP_ADDRESS 1:2:3:4:5:6:7:8",
    "call +1 212 736 5000 now, PHONE_NUMBER +1 212 736 5000",
    "offset 2127365000, PHONE_NUMBER 2127365000",
    "tel (212) 736-5000, PHONE_NUMBER (212) 736-5000"
  })
  void findsWhatPresidioMasks(String text, String expected) {
    assertThat(found(text, 0.4)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "took 12345678 us",
    "at line 1234",
    "12:30:45 x",
    "std::x",
    "nhs 943 476 5918",
    "BB1388569 x",
    "value 99.1.2"
  })
  void leavesWhatItDoesNot(String text) {
    assertThat(found(text, 0.45)).isEmpty();
  }

  @Test
  void wordsAroundCountOnlyNearby() {
    assertThat(found("bank " + "word ".repeat(50) + "12345678", 0.4))
        .doesNotContain("US_BANK_NUMBER 12345678");
  }
}
