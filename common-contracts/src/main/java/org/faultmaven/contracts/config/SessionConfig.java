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
        int maxTurns,
    @Setting(
            doc = "Uploads that a session remembers as its own, the newest.",
            defaultValue = "1000",
            min = "1",
            max = "100000")
        int maxUploads,
    @Setting(
            doc = "Most live sessions while they are kept in process; Redis has limits of its own.",
            defaultValue = "10000",
            min = "1",
            max = "1000000")
        int maxSessions,
    @Setting(
            doc =
                "Memory for all sessions while they are kept in process. When it is used up, a"
                    + " session that gets a turn loses its oldest, and then those that were quiet"
                    + " longest lose theirs.",
            defaultValue = "256MiB",
            min = "1MiB")
        DataSize memory) {}
