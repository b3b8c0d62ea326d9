package org.faultmaven.contracts.config;

import java.time.Duration;

/** Made-up secrets that are sent through the pipeline and must not come out of it. */
@Section(
    value = "canary",
    doc = "Made-up secrets that are sent through the pipeline and must not come out of it.")
public record CanaryConfig(
    @Setting(
            doc =
                "Send them, through a stream and an index of the tenant canary beside the others,"
                    + " and look for them there; one that comes out unmasked stops the sanitizer."
                    + " Off in standalone, unless it is set.",
            defaultValue = "true")
        boolean enabled,
    @Setting(
            doc = "How often they are sent and looked for.",
            defaultValue = "5m",
            min = "1s",
            max = "1d")
        Duration every,
    @Setting(
            doc = "How long one may take to the clean topic; it counts as missing after that.",
            defaultValue = "1m",
            min = "1s",
            max = "1h")
        Duration patience) {}
