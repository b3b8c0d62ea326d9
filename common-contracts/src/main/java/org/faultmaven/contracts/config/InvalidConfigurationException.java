package org.faultmaven.contracts.config;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration can't be used; the message lists every problem, a line each. */
public final class InvalidConfigurationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  InvalidConfigurationException(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> "\n  " + problem)
            .collect(
                Collectors.joining(
                    "",
                    problems.size() == 1
                        ? "the configuration has a problem:"
                        : "the configuration has " + problems.size() + " problems:",
                    "")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
