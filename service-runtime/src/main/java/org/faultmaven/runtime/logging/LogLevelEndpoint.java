package org.faultmaven.runtime.logging;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.faultmaven.contracts.config.LoggingConfig.Level;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * {@code logging.level} of a running process, until it ends: {@code /actuator/loglevel}. Not Spring
 * Boot's endpoint of all loggers: libraries log what they send and receive, which may be raw text,
 * and the audit must have no gap.
 */
@Endpoint(id = "loglevel")
public final class LogLevelEndpoint {
  private static final String LOGGER = "org.faultmaven";

  private final LoggingSystem logging;

  /**
   * @param logging of this process
   */
  public LogLevelEndpoint(LoggingSystem logging) {
    this.logging = logging;
  }

  /** The level now. */
  @ReadOperation
  public Map<String, String> level() {
    return Map.of(
        "level",
        Objects.requireNonNull(logging.getLoggerConfiguration(LOGGER))
            .getEffectiveLevel()
            .name()
            .toLowerCase(Locale.ROOT));
  }

  /**
   * Sets it.
   *
   * @param level one of {@link Level}
   * @throws InvalidEndpointRequestException answered with 400
   */
  @WriteOperation
  public Map<String, String> set(String level) {
    String name = level.toUpperCase(Locale.ROOT);
    if (Arrays.stream(Level.values()).noneMatch(each -> each.name().equals(name))) {
      throw new InvalidEndpointRequestException(
          "level is none of " + Arrays.toString(Level.values()), "an unknown level");
    }
    logging.setLogLevel(LOGGER, LogLevel.valueOf(name));
    return level();
  }
}
