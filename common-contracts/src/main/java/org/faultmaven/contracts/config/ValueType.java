package org.faultmaven.contracts.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a string becomes a value of one type.
 *
 * @param accepts what is accepted, for people
 * @param parser throws IllegalArgumentException or DateTimeException on anything else
 */
record ValueType(String accepts, Function<String, Object> parser) {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private static final Map<Class<?>, ValueType> TYPES =
      Map.ofEntries(
          Map.entry(String.class, new ValueType("text", text -> text)),
          Map.entry(Secret.class, new ValueType("a secret", Secret::new)),
          Map.entry(int.class, new ValueType("a whole number", Integer::valueOf)),
          Map.entry(double.class, new ValueType("a number", ValueType::number)),
          Map.entry(
              boolean.class,
              new ValueType("true, 1, yes, on or false, 0, no, off", ValueType::bool)),
          Map.entry(
              DataSize.class,
              new ValueType(
                  "a size such as 512KiB, 64MiB or 2GiB, or a number of bytes", DataSize::parse)),
          Map.entry(
              URI.class,
              new ValueType(
                  "an address with scheme and host, such as http://host:8000", ValueType::uri)),
          Map.entry(Path.class, new ValueType("a path", Path::of)),
          Map.entry(
              ZoneId.class, new ValueType("a time zone such as UTC or Europe/Vienna", ZoneId::of)),
          Map.entry(List.class, new ValueType("texts separated by commas", ValueType::list)));

  /** The type of a setting. */
  static ValueType of(Key key) {
    Class<?> type = key.component().getType();
    if (type == Duration.class) {
      return duration(bareUnit(key));
    }
    if (type.isEnum()) {
      return oneOf(type);
    }
    ValueType known = TYPES.get(type);
    if (known == null) {
      throw new IllegalStateException(key.name() + " has a type that no string becomes: " + type);
    }
    return known;
  }

  /** What a bare number means, where one of FaultMaven's names once took one. */
  private static String bareUnit(Key key) {
    return switch (key.setting().env()) {
      case "PRESIDIO_TIMEOUT", "LOG_FLUSH_INTERVAL" -> "s";
      case "SESSION_TIMEOUT_MINUTES" -> "m";
      default -> "";
    };
  }

  private static ValueType duration(String bareUnit) {
    String accepts = "a duration such as 500ms, 10s, 5m, 24h or 7d";
    String bare =
        switch (bareUnit) {
          case "s" -> ", or a number of seconds";
          case "m" -> ", or a number of minutes";
          default -> "";
        };
    return new ValueType(accepts + bare, text -> parseDuration(text, bareUnit));
  }

  static Duration parseDuration(String text, String bareUnit) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.startsWith("pt") || lower.startsWith("p")) {
      return Duration.parse(lower);
    }
    if (!bareUnit.isEmpty() && lower.matches("\\d{1,9}(\\.\\d{1,3})?")) {
      long millis = Math.round(Double.parseDouble(lower) * 1000);
      return bareUnit.equals("s") ? Duration.ofMillis(millis) : Duration.ofMillis(millis * 60);
    }
    Matcher form = DURATION.matcher(lower);
    if (!form.matches()) {
      throw new IllegalArgumentException("no duration");
    }
    long amount = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static ValueType oneOf(Class<?> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
            .toList();
    return new ValueType(
        "one of " + names.stream().collect(Collectors.joining(", ")),
        text -> {
          int index = names.indexOf(text.strip().toLowerCase(Locale.ROOT));
          if (index < 0) {
            throw new IllegalArgumentException("none of them");
          }
          return type.getEnumConstants()[index];
        });
  }

  private static Object number(String text) {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("no finite number");
    }
    return number;
  }

  private static Object bool(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw new IllegalArgumentException("neither");
    };
  }

  private static Object uri(String text) {
    URI uri = URI.create(text.strip());
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException("no address");
    }
    return uri;
  }

  private static Object list(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException without the text
   */
  Object parse(String text) {
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("accepted: " + accepts);
    }
  }
}
