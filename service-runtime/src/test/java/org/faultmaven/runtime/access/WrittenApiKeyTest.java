package org.faultmaven.runtime.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.faultmaven.contracts.kit.WrittenFormats;
import org.junit.jupiter.api.Test;

/** API keys of every release let their owners in. */
class WrittenApiKeyTest {
  private final ApiKey key =
      new ApiKey(
          "abcdefghij",
          "console",
          "default",
          "write",
          "0123456789abcdef".repeat(4),
          Instant.parse("2026-05-06T10:00:00Z"),
          Instant.parse("2027-05-06T10:00:00Z"));

  @Test
  void ofTheLastRelease() {
    WrittenFormats.check(
        WrittenApiKeyTest.class,
        "api-key.json",
        key.toJson(),
        bytes -> ApiKey.fromRecord("abcdefghij", bytes),
        Optional.of(key));
  }

  @Test
  void aLaterOneLetsNobodyIn() {
    byte[] later =
        new String(key.toJson(), UTF_8).replaceFirst("\\{", "{\"format\":2,").getBytes(UTF_8);

    assertThat(ApiKey.fromRecord("abcdefghij", later)).isEmpty();
  }
}
