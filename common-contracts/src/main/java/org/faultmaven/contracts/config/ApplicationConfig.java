package org.faultmaven.contracts.config;

import java.nio.file.Path;
import java.util.List;

/** What kind of installation this is. */
@Section(value = "application", doc = "What kind of installation this is.")
public record ApplicationConfig(
    @Setting(
            doc = "Which profile; production refuses to start without what keeps it safe.",
            defaultValue = "development",
            env = "ENVIRONMENT")
        Environment environment,
    @Setting(
            doc = "Whose data this installation holds when nothing else says so.",
            defaultValue = "default")
        String tenant,
    @Setting(
            doc =
                "Further tenants, each with topics, stores and sessions of its own"
                    + " (<prefix><tenant>.logs.raw and so on); over HTTP they need"
                    + " access.required.")
        List<String> tenants,
    @Setting(
            doc = "Where standalone keeps its broker, stores and indexes.",
            defaultValue = ".faultmaven/data")
        Path dataDirectory,
    @Setting(
            doc = "Start without asking the configured backends whether they answer.",
            defaultValue = "false",
            env = "SKIP_SERVICE_CHECKS")
        boolean skipServiceChecks,
    @Setting(
            doc = "Log each step of a move between stores.",
            defaultValue = "false",
            env = "ENABLE_MIGRATION_LOGGING")
        boolean migrationLogging) {
  /** Profiles. */
  public enum Environment {
    DEVELOPMENT,
    STAGING,
    PRODUCTION
  }
}
