package org.faultmaven.contracts.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Distributed traces, sent by OTLP over HTTP when an address is set. */
@Section(
    value = "tracing",
    doc = "Distributed traces, sent by OTLP over HTTP when an address is set.")
public record TracingConfig(
    @Setting(
            doc =
                "Address that takes OTLP over HTTP, such as a collector's port 4318; /v1/traces is"
                    + " added where it is missing. Nothing is traced when empty.",
            env = "OTEL_EXPORTER_OTLP_ENDPOINT")
        @Nullable URI endpoint,
    @Setting(
            doc =
                "HTTP headers for that address, such as a token: name=value with commas between,"
                    + " values percent-encoded.",
            env = "OTEL_EXPORTER_OTLP_HEADERS")
        Secret headers,
    @Setting(
            doc =
                "Share of the requests and raw records that begin a trace, of those that name none;"
                    + " who names one decides on it.",
            defaultValue = "0.01",
            env = "OTEL_TRACES_SAMPLER_ARG",
            min = "0",
            max = "1")
        double sampleRatio,
    @Setting(
            doc = "Name of the service in traces; faultmaven-<service> when empty.",
            env = "OTEL_SERVICE_NAME")
        @Nullable String serviceName,
    @Setting(
            doc =
                "Further attributes of the service in traces: name=value, values percent-encoded.",
            env = "OTEL_RESOURCE_ATTRIBUTES")
        List<String> resourceAttributes) {
  /** Of an HTTP header and of an attribute alike. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._!#$%&'*+^`|~-]{1,100}");

  public TracingConfig {
    resourceAttributes = List.copyOf(resourceAttributes);
  }

  /** Whether anything is traced. */
  public boolean on() {
    return endpoint != null;
  }

  /** The HTTP headers by name. */
  public Map<String, Secret> headerValues() {
    var values = new LinkedHashMap<String, Secret>();
    pairs(List.of(headers.reveal().split(",")))
        .forEach((name, value) -> values.put(name, new Secret(value)));
    return values;
  }

  /** The further attributes by name. */
  public Map<String, String> attributes() {
    return pairs(resourceAttributes);
  }

  /**
   * As OpenTelemetry's environment has them.
   *
   * @throws IllegalArgumentException when one is no {@code name=value}; it quotes nothing
   */
  static Map<String, String> pairs(List<String> texts) {
    var pairs = new LinkedHashMap<String, String>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (text.isBlank()) {
        continue;
      }
      if (equals < 1 || !NAME.matcher(text.substring(0, equals).strip()).matches()) {
        throw new IllegalArgumentException("no name=value");
      }
      pairs.put(text.substring(0, equals).strip(), decoded(text.substring(equals + 1).strip()));
    }
    return pairs;
  }

  private static String decoded(String value) {
    String decoded;
    try {
      // A plus is a plus here.
      decoded = URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      // Its message quotes the value.
      throw new IllegalArgumentException("no percent-encoding");
    }
    if (decoded.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a control character");
    }
    return decoded;
  }
}
