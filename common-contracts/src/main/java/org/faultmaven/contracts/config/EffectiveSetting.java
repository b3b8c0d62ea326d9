package org.faultmaven.contracts.config;

import java.util.List;

/**
 * A setting as it is now.
 *
 * @param value as it would be written; a secret as {@code ****}; empty when it has none
 * @param origin where it was written; {@code default} when nowhere
 * @param environmentNames the names it has in the environment
 */
public record EffectiveSetting(
    String key, String value, String origin, List<String> environmentNames, String doc) {
  public EffectiveSetting {
    environmentNames = List.copyOf(environmentNames);
  }
}
