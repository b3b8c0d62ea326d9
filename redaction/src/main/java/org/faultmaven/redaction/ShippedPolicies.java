package org.faultmaven.redaction;

import static java.util.Locale.ROOT;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.faultmaven.contracts.config.SanitizerConfig;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Policy;

/**
 * The policies that come with the product. The threshold of 0.4 leaves out Presidio's weakest
 * patterns (any 6 to 14 digits are a driver's licence at 0.01), which would make logs unreadable.
 */
final class ShippedPolicies {
  /** Raised whenever a rule or a policy would mask anything differently. */
  private static final int VERSION = 1;

  private ShippedPolicies() {}

  static Policies of(SanitizerConfig config) {
    Set<String> allowed =
        config.allow().stream().map(text -> text.toLowerCase(ROOT)).collect(Collectors.toSet());
    Set<String> logs =
        EntityTypes.presidioAndOwnWithout(Set.of("DATE_TIME", "URL", "LOCATION", "NRP"));
    var documents = new HashSet<>(logs);
    documents.addAll(Set.of("LOCATION", "NRP"));
    return new Policies(
        Map.of(
            "logs", new Policy("logs", VERSION, logs, 0.4, allowed, config.pseudonyms()),
            "documents",
                new Policy("documents", VERSION, documents, 0.4, allowed, config.pseudonyms()),
            "presidio",
                new Policy(
                    "presidio", VERSION, EntityTypes.PRESIDIO, 0, allowed, config.pseudonyms())));
  }
}
