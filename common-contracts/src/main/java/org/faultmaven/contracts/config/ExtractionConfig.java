package org.faultmaven.contracts.config;

import java.time.Duration;

/** The processes that read PDF, Office files, HTML, e-mail and archives. */
@Section(
    value = "extraction",
    doc = "The processes that read PDF, Office files, HTML, e-mail and archives.")
public record ExtractionConfig(
    @Setting(
            doc =
                "Heap of an extraction process; a document that needs more is refused. A quarter of"
                    + " it bounds what a document may unpack to.",
            defaultValue = "512MiB",
            min = "64MiB",
            max = "8GiB")
        DataSize memory,
    @Setting(
            doc = "How long a document may take, and wait for those before it.",
            defaultValue = "60s",
            min = "1s",
            max = "10m")
        Duration timeout,
    @Setting(doc = "Most documents read at once.", defaultValue = "1", min = "1", max = "16")
        int processes) {}
