package org.faultmaven.adapters.presidio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import org.faultmaven.adapters.call.BreakerLimits;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.adapters.call.HttpSystem;
import org.faultmaven.contracts.config.PresidioConfig;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.redaction.Recognizer;

/** The way in. */
public final class Presidio {
  private static final String REMEDY =
      "Nothing is sanitised until it answers: see that it runs, and PRESIDIO_ANALYZER_URL";

  /** Spans of a batch, with room to spare. */
  private static final long MAX_ANSWER = 16L << 20;

  private Presidio() {}

  /**
   * A recogniser that asks the configured analyzer; for {@code Redaction.engine}. Opens nothing
   * before it is asked.
   *
   * @param hash keys what it remembers of texts
   * @throws IllegalArgumentException when no analyzer is configured
   */
  public static Recognizer recognizer(
      PresidioConfig config, KeyedHash hash, MeterRegistry registry) {
    URI address = config.analyzerUrl();
    if (address == null) {
      throw new IllegalArgumentException("presidio.analyzer-url is not set");
    }
    var http =
        new HttpSystem(
            "presidio",
            URI.create(address + "?language=" + URLEncoder.encode(config.language(), UTF_8)),
            Map.of(),
            MAX_ANSWER);
    var system = new ExternalSystem("presidio", REMEDY, BreakerLimits.DEFAULT, registry);
    var api = new AnalyzerApi(http, config.language());
    var analyzer = new Analyzer(api, system, config.timeout());
    var cache = new VerdictCache(config.rememberedTexts(), registry);
    return new PresidioRecognizer(analyzer, http, config.language(), hash, cache, registry);
  }

  /**
   * The configured anonymizer, and its operators when there are any; for {@code
   * Redaction.operated}. Opens nothing before it is asked.
   *
   * @param hash keys what it remembers of values
   * @throws IllegalArgumentException when no anonymizer is configured
   */
  public static Anonymizer anonymizer(
      PresidioConfig config, KeyedHash hash, MeterRegistry registry) {
    URI address = config.anonymizerUrl();
    if (address == null) {
      throw new IllegalArgumentException("presidio.anonymizer-url is not set");
    }
    Operators operators = Operators.of(config.anonymizerOperators());
    var system =
        new ExternalSystem(
            "presidio-anonymizer",
            operators.isEmpty()
                ? "Nothing needs it but this check: see that it runs, and PRESIDIO_ANONYMIZER_URL"
                : "Nothing is sanitised until it answers: see that it runs, and"
                    + " PRESIDIO_ANONYMIZER_URL",
            BreakerLimits.DEFAULT,
            registry);
    var http = new HttpSystem("presidio-anonymizer", address, Map.of(), MAX_ANSWER);
    return new Anonymizer(
        http, operators, system, config.timeout(), hash, config.rememberedTexts(), registry);
  }
}
