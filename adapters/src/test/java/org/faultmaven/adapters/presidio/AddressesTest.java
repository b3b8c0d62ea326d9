package org.faultmaven.adapters.presidio;

import static org.assertj.core.api.Assertions.assertThat;

import org.faultmaven.contracts.record.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "to=bob@example.com, EMAIL_ADDRESS, bob@example.com",
    "?user_id=bob@example.com, EMAIL_ADDRESS, bob@example.com",
    "bob@example.com, EMAIL_ADDRESS, bob@example.com",
    "bounce+bob=example.com@example.org, EMAIL_ADDRESS, bounce+bob=example.com@example.org",
    "=bob@example.com, EMAIL_ADDRESS, =bob@example.com",
    "to=bob, PERSON, to=bob"
  })
  void aKeyIsNoPartOfAnAddress(String text, String type, String expected) {
    Span span = Addresses.withoutKey(text, new Span(0, text.length(), type, 1, "x"));
    assertThat(text.substring(span.start(), span.end())).isEqualTo(expected);
  }
}
