package org.faultmaven.contracts.record;

import java.util.Map;
import java.util.TreeMap;

/** The policies of this installation, by name. */
public record Policies(Map<String, Policy> byName) {
  public Policies {
    byName = Map.copyOf(byName);
  }

  /**
   * @throws IllegalArgumentException naming the policies there are
   */
  public Policy named(String name) {
    Policy policy = byName.get(name);
    if (policy == null) {
      throw new IllegalArgumentException(
          "no such policy; there are " + new TreeMap<>(byName).keySet());
    }
    return policy;
  }
}
