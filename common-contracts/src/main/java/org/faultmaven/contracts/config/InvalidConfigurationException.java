package org.faultmaven.contracts.config;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is wrong with a configuration, each problem with its key and what is accepted.
 */
public final class InvalidConfigurationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final ArrayList<String> problems;

  InvalidConfigurationException(List<String> problems) {
    super(
        "the configuration has "
            + problems.size()
            + " problem(s):\n  "
            + String.join("\n  ", problems));
    this.problems = new ArrayList<>(problems);
  }

  public List<String> problems() {
    return List.copyOf(problems);
  }
}
