package org.faultmaven.redaction;

import org.faultmaven.contracts.config.SanitizerConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;

/** The way into this module. */
public final class Redaction {
  private Redaction() {}

  /** The engine in process, with all rules of its own. Holds nothing open. */
  public static ISanitizer engine(KeyedHash hash) {
    return new RedactionEngine(ShippedRules.all(), new Pseudonymizer(hash));
  }

  /**
   * The policies {@code logs}, {@code documents} and {@code presidio}, with the deployment's
   * allow-list.
   */
  public static Policies policies(SanitizerConfig config) {
    return ShippedPolicies.of(config);
  }
}
