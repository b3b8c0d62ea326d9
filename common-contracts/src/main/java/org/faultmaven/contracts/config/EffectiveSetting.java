package org.faultmaven.contracts.config;

import java.util.List;

/**
 * A setting with the value in effect, to be shown to a person.
 *
 * @param key its key
 * @param value as it could be given; empty when there is none; {@code ****} for a secret
 * @param origin {@code default}, or where the value came from
 * @param given whether it was given, rather than left at its default
 * @param secret whether the value is masked
 * @param environment its names in the environment, the first wins
 * @param doc what it does
 */
public record EffectiveSetting(
    String key,
    String value,
    String origin,
    boolean given,
    boolean secret,
    List<String> environment,
    String doc) {
  public EffectiveSetting {
    environment = List.copyOf(environment);
  }
}
