package org.faultmaven.contracts.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is wrong with a setting.
 *
 * @param key the setting's key
 * @param origin where its value came from
 * @param message what is wrong and what would be accepted; never a secret
 */
public record Problem(String key, String origin, String message) {
  static Set<String> keys(List<Problem> problems) {
    return problems.stream().map(Problem::key).collect(Collectors.toUnmodifiableSet());
  }

  /** One line. */
  @Override
  public String toString() {
    return key + " (" + origin + "): " + message;
  }
}
