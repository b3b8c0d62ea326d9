package org.faultmaven.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.SanitizerConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;

/** An engine with a key of its own, and the policies as they ship. */
final class Engines {
  static final KeyedHash HASH = new KeyedHash("0123456789abcdef0123456789abcdef".getBytes(UTF_8));

  private Engines() {}

  static ISanitizer engine(Recognizer... others) {
    return Redaction.engine(HASH, List.of(others));
  }

  static Policy policy(String name, String... allowed) {
    return Redaction.policies(config(true, allowed)).named(name);
  }

  static Policy logs() {
    return policy(Redaction.LOGS);
  }

  static SanitizerConfig config(boolean pseudonyms, String... allowed) {
    return new SanitizerConfig(
        new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
        pseudonyms,
        List.of(allowed),
        Redaction.LOGS,
        Redaction.DOCUMENTS,
        DataSize.parse("4MiB"),
        1,
        Path.of("streams"));
  }
}
