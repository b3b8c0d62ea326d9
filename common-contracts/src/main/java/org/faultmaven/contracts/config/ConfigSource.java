package org.faultmaven.contracts.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where strings come from: files, the environment, the command line; the first that has a name
 * decides.
 */
public interface ConfigSource {
  /**
   * @param text as written
   * @param origin where it was written, for people: {@code environment}, {@code command line}
   */
  record Value(String text, String origin) {}

  /**
   * The value under the first of the names that has one. A blank value counts as none.
   *
   * @param names the key, then its names in the environment
   */
  Optional<Value> find(List<String> names);

  /**
   * The keys that files and the command line give below a section, to find those that were
   * misspelt.
   */
  default Collection<String> keysBelow(String section) {
    return List.of();
  }
}
