package org.faultmaven.contracts.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Microsoft Presidio, asked besides the engine in process when its address is set. */
@Section(
    value = "presidio",
    doc = "Microsoft Presidio, asked besides the engine in process when its address is set.")
public record PresidioConfig(
    @Setting(
            doc = "Analyzer; the engine in process alone when empty.",
            env = "PRESIDIO_ANALYZER_URL")
        @Nullable URI analyzerUrl,
    @Setting(
            doc = "Anonymizer: its health is checked, and it is asked when operators are set.",
            env = "PRESIDIO_ANONYMIZER_URL")
        @Nullable URI anonymizerUrl,
    @Setting(
            doc =
                "What the anonymizer puts in the place of masked values: a JSON object of operators"
                    + " by entity type, DEFAULT for all others; pseudonyms stay when empty.")
        Secret anonymizerOperators,
    @Setting(
            doc = "Longest wait for an answer.",
            defaultValue = "10s",
            env = "PRESIDIO_TIMEOUT",
            bareUnit = "s",
            min = "100ms",
            max = "5m")
        Duration timeout,
    @Setting(
            doc = "Language of the texts, one that the analyzer has a model for.",
            defaultValue = "en")
        String language,
    @Setting(
            doc = "Texts whose verdicts are remembered, by keyed hashes; about 300 bytes each.",
            defaultValue = "100000",
            min = "1",
            max = "100000000")
        int rememberedTexts) {
  /** Whether a verdict may have to wait for a server. */
  public boolean asks() {
    return analyzerUrl != null || anonymizerOperators.isSet();
  }
}
