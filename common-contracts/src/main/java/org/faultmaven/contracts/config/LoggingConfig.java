package org.faultmaven.contracts.config;

import java.time.Duration;

/** The log of the program itself. */
@Section(value = "logging", doc = "The log of the program itself.")
public record LoggingConfig(
    @Setting(doc = "Least level that is written.", defaultValue = "INFO", env = "LOG_LEVEL")
        Level level,
    @Setting(doc = "How a line is written.", defaultValue = "json", env = "LOG_FORMAT")
        Format format,
    @Setting(
            doc = "Write a repeated message once, with its count.",
            defaultValue = "true",
            env = "LOG_DEDUPE")
        boolean dedupe,
    @Setting(
            doc = "Messages that deduplication remembers.",
            defaultValue = "100",
            env = "LOG_BUFFER_SIZE",
            min = "1",
            max = "100000")
        int bufferSize,
    @Setting(
            doc = "How often the counts of repeats are written.",
            defaultValue = "5s",
            env = "LOG_FLUSH_INTERVAL",
            bareUnit = "s",
            min = "100ms",
            max = "10m")
        Duration flushInterval) {
  /** Levels, by Python's names too: FaultMaven began there. */
  public enum Level {
    TRACE,
    DEBUG,
    INFO,
    @Also("WARNING")
    WARN,
    @Also("CRITICAL")
    ERROR
  }

  /** How a line is written. */
  public enum Format {
    JSON,
    TEXT
  }
}
