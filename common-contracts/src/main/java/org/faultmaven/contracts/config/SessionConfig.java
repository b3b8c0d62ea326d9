package org.faultmaven.contracts.config;

import java.time.Duration;

/** Sessions of an investigation. */
@Section(value = "session", doc = "Sessions of an investigation.")
public record SessionConfig(
    @Setting(
            doc = "A session ends after this long without use.",
            defaultValue = "30m",
            env = "SESSION_TIMEOUT_MINUTES",
            bareUnit = "m",
            min = "1m",
            max = "30d")
        Duration timeout,
    @Setting(
            doc = "A session ends this long after it began, used or not.",
            defaultValue = "24h",
            min = "1m",
            max = "90d")
        Duration absoluteCap,
    @Setting(
            doc = "Turns that a session keeps, the newest.",
            defaultValue = "200",
            min = "1",
            max = "10000")
        int maxTurns) {}
