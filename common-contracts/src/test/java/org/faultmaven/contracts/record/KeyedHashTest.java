package org.faultmaven.contracts.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyedHashTest {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
  private final KeyedHash hash = new KeyedHash(KEY);

  /** The test vectors of RFC 4648, section 10, in lower case and without padding. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, my",
    "fo, mzxq",
    "foo, mzxw6",
    "foob, mzxw6yq",
    "fooba, mzxw6ytb",
    "foobar, mzxw6ytboi"
  })
  void base32IsThatOfRfc4648(String text, String digits) {
    assertThat(KeyedHash.base32(text.getBytes(US_ASCII))).isEqualTo(digits);
  }

  @Test
  void base32OfBytesWithTheHighBit() {
    assertThat(KeyedHash.base32(new byte[] {-1, -1, -1, -1, -1})).isEqualTo("77777777");
    assertThat(KeyedHash.base32(new byte[] {-128})).isEqualTo("qa");
  }

  /** Computed by Python: hmac over {@code purpose NUL tenant NUL value}, base64.b32encode. */
  @Test
  void isHmacSha256OfPurposeTenantAndValue() {
    assertThat(hash.of("document", Tenant.DEFAULT, "hello"))
        .isEqualTo("ftvdphafh24k2bzxwveyzlkdgfdjxrxyjdhsvbjs32hmooflth7q");
    assertThat(hash.of("pseudonym", new Tenant("team-a"), "gr\u00fc\u00dfe"))
        .isEqualTo("3auqgfzpf4ovnxg7oldv6tiu43a7krnm3q5mlm3tkyxs7omqnauq");
    assertThat(hash.of("key", Tenant.DEFAULT, new byte[0]))
        .isEqualTo("fvc7bnzke32yfdij5aqenvopy4flcr7v5nnrkypc6joi6r4frpbq");
  }

  @Test
  void hasTheFormOfAnId() {
    assertThat(hash.of("key", Tenant.DEFAULT, "x")).matches(KeyedHash.FORM);
  }

  @Test
  void purposesTenantsValuesAndKeysAreApart() {
    var other = new KeyedHash("another key of thirty-two bytes!".getBytes(US_ASCII));

    assertThat(
            List.of(
                hash.of("key", Tenant.DEFAULT, "x"),
                hash.of("document", Tenant.DEFAULT, "x"),
                hash.of("key", new Tenant("a"), "x"),
                hash.of("key", Tenant.DEFAULT, "y"),
                hash.of("key", Tenant.DEFAULT, ""),
                other.of("key", Tenant.DEFAULT, "x")))
        .doesNotHaveDuplicates();
  }

  @Test
  void textIsItsUtf8() {
    assertThat(hash.of("key", Tenant.DEFAULT, "\u20ac"))
        .isEqualTo(hash.of("key", Tenant.DEFAULT, "\u20ac".getBytes(UTF_8)));
  }

  @Test
  void refusesAShortKeyWithoutSayingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyedHash("a short secret".getBytes(US_ASCII)))
        .withMessageNotContaining("secret");
  }

  @Test
  void manyThreadsGetTheSameAsOne() throws Exception {
    String alone = hash.of("key", Tenant.DEFAULT, "x");
    Callable<List<String>> work =
        () -> {
          var hashes = new ArrayList<String>();
          for (int i = 0; i < 500; i++) {
            hashes.add(hash.of("key", Tenant.DEFAULT, "x"));
          }
          return hashes;
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (Future<List<String>> hashes : threads.invokeAll(List.of(work, work, work, work))) {
        assertThat(hashes.get()).hasSize(500).containsOnly(alone);
      }
    }
  }
}
