package org.faultmaven.contracts.config;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What must hold of a setting beyond its type and limits.
 *
 * @param key the setting that is reported
 * @param others the settings it is compared with; the rule rests while one of them can't be read
 * @param must what must hold, to follow the key: a sentence for messages and documentation
 * @param holds is handed the configuration and the keys that were given
 */
record Rule(
    String key, Set<String> others, String must, BiPredicate<FaultMavenConfig, Set<String>> holds) {

  /** A rule that asks what is configured, however it came. */
  static Rule of(String key, Set<String> others, String must, Predicate<FaultMavenConfig> holds) {
    return new Rule(key, others, must, (config, given) -> holds.test(config));
  }

  /** Every rule there is. */
  static List<Rule> all() {
    return Stream.of(
            FormRules.all(),
            TenantRules.all(),
            AccessRules.all(),
            LimitRules.all(),
            KafkaRules.all(),
            ModelRules.all(),
            PresidioRules.all(),
            TracingRules.all(),
            ProductionRules.all())
        .flatMap(List::stream)
        .toList();
  }

  boolean rests(Set<String> unreadable) {
    return unreadable.contains(key) || others.stream().anyMatch(unreadable::contains);
  }
}
