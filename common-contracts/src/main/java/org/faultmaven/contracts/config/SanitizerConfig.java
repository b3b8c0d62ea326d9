package org.faultmaven.contracts.config;

import java.nio.file.Path;
import java.util.List;

/** What is masked, and with which key. */
@Section(value = "sanitizer", doc = "What is masked, and with which key.")
public record SanitizerConfig(
    @Setting(
            doc =
                "Key of pseudonyms and ids, base64 of at least 32 bytes. Standalone makes its own.",
            env = "PSEUDONYM_KEY")
        Secret pseudonymKey,
    @Setting(doc = "Mask as <TYPE_k7f3q2mz> rather than <TYPE>.", defaultValue = "true")
        boolean pseudonyms,
    @Setting(doc = "Texts that are never masked, compared whole and without case.")
        List<String> allow,
    @Setting(doc = "Policy of log topics.", defaultValue = "logs") String logsPolicy,
    @Setting(doc = "Policy of documents.", defaultValue = "documents") String documentsPolicy,
    @Setting(
            doc = "A log record above this size is quarantined.",
            defaultValue = "4MiB",
            min = "1KiB",
            max = "64MiB")
        DataSize maxRecord,
    @Setting(doc = "Stream threads.", defaultValue = "1", min = "1", max = "64") int threads,
    @Setting(
            doc = "Where the stream keeps its stores; below the data directory when relative.",
            defaultValue = "streams")
        Path stateDirectory) {}
