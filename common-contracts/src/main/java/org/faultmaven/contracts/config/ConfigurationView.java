package org.faultmaven.contracts.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.faultmaven.contracts.port.IConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * FaultMaven's view of a configuration. Keys are taken as FaultMaven wrote them too, with
 * underscores ({@code llm.max_tokens}), and those of its application section that have moved. A
 * duration that can be given as a bare number reads as that number by {@link #getInt}.
 */
final class ConfigurationView implements IConfiguration {
  private static final Map<String, String> MOVED =
      Map.of(
          "application.session-timeout", "session.timeout",
          "application.session-timeout-minutes", "session.timeout",
          "session.timeout-minutes", "session.timeout",
          "application.enable-migration-logging", "application.migration-logging");

  private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");

  private final Map<String, Reading> readings = new LinkedHashMap<>();
  private final List<String> problems;
  private final Set<String> wrong;

  ConfigurationView(List<Reading> readings, List<Problem> problems) {
    readings.forEach(reading -> this.readings.put(reading.key(), reading));
    this.problems = problems.stream().map(Problem::toString).toList();
    this.wrong = Problem.keys(problems);
  }

  @Override
  public @Nullable String get(String key, @Nullable String fallback) {
    Reading reading = find(key);
    String shown = reading == null ? "" : shown(reading);
    return shown.isEmpty() ? fallback : shown;
  }

  @Override
  public int getInt(String key, int fallback) {
    Reading reading = find(key);
    if (reading == null || shown(reading).isEmpty()) {
      return fallback;
    }
    String unit = reading.spec().setting().bareUnit();
    try {
      return reading.value() instanceof Duration duration
              && !unit.isEmpty()
              && !wrong.contains(reading.key())
          ? DurationText.count(duration, unit)
          : Integer.parseInt(shown(reading));
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Without the cause: it quotes the value.
      throw new IllegalArgumentException(reading.key() + " is no whole number");
    }
  }

  @Override
  public boolean getBool(String key, boolean fallback) {
    String value = get(key, null);
    return value == null ? fallback : TRUE.contains(value.toLowerCase(Locale.ROOT));
  }

  @Override
  public String getStr(String key, String fallback) {
    String value = get(key, null);
    return value == null ? fallback : value;
  }

  @Override
  public List<String> validate() {
    return problems;
  }

  /** Numbers, truths and lists as such, the rest as text, empty when there is no value. */
  @Override
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    readings.forEach(
        (key, reading) -> map.put(key, wrong.contains(key) ? shown(reading) : exported(reading)));
    return Collections.unmodifiableMap(map);
  }

  private static Object exported(Reading reading) {
    return switch (reading.value()) {
      case Secret secret -> secret.isSet();
      case Number number -> number;
      case Boolean truth -> truth;
      case List<?> list -> list;
      case null, default -> reading.printed();
    };
  }

  private String shown(Reading reading) {
    return reading.shown(wrong.contains(reading.key()));
  }

  private @Nullable Reading find(String key) {
    String plain = key.toLowerCase(Locale.ROOT).replace('_', '-');
    return readings.get(MOVED.getOrDefault(plain, plain));
  }
}
