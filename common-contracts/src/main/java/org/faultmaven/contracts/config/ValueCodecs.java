package org.faultmaven.contracts.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The types that a setting can have. Parsers throw IllegalArgumentException, DateTimeException or
 * ArithmeticException; their messages may quote the text and are never shown.
 */
final class ValueCodecs {
  private static final ValueCodec WHOLE_NUMBER =
      ValueCodec.of("whole number", "a whole number", Integer::valueOf);

  private static final Map<Class<?>, ValueCodec> BY_TYPE =
      Map.of(
          String.class, ValueCodec.of("text", "a text", text -> text),
          Secret.class, ValueCodec.of("secret", "a secret", Secret::new),
          int.class, WHOLE_NUMBER,
          double.class, ValueCodec.of("number", "a number", ValueCodecs::number),
          boolean.class,
              ValueCodec.of(
                  "true or false", "true, 1, yes, on, false, 0, no or off", ValueCodecs::truth),
          DataSize.class,
              ValueCodec.of(
                  "size",
                  "a size such as 512KiB, 64MiB or 2GiB, or a number of bytes",
                  DataSize::parse),
          URI.class,
              ValueCodec.of(
                  "address",
                  "an http:// or https:// address with a host, and without user, password, query or"
                      + " fragment",
                  ValueCodecs::address),
          Path.class, ValueCodec.of("path", "a path", Path::of),
          ZoneId.class,
              ValueCodec.of(
                  "time zone", "a time zone such as UTC or Europe/Berlin", ValueCodecs::zone),
          List.class,
              new ValueCodec(
                  "list",
                  "a list with commas between",
                  ValueCodecs::list,
                  value -> String.join(",", strings(value))));

  private ValueCodecs() {}

  /**
   * @throws IllegalStateException naming the type when there is no codec for it
   */
  static ValueCodec of(Class<?> type, Setting setting) {
    if (type == Duration.class) {
      return duration(setting.bareUnit());
    }
    if (type.isEnum()) {
      return new EnumWords(type, setting.defaultValue()).codec();
    }
    ValueCodec codec = BY_TYPE.get(type);
    if (codec == null) {
      throw new IllegalStateException("a setting can't be a " + type.getName() + " yet");
    }
    return codec;
  }

  private static ValueCodec duration(String bareUnit) {
    String bare =
        switch (bareUnit) {
          case "s" -> " (a bare number is seconds)";
          case "m" -> " (a bare number is minutes)";
          default -> "";
        };
    return new ValueCodec(
        "duration" + bare,
        "a duration such as 500ms, 10s, 5m, 24h, 7d or PT10S" + bare,
        text -> DurationText.parse(text, bareUnit),
        value -> DurationText.print((Duration) value));
  }

  private static Object number(String text) {
    double number = new BigDecimal(text).doubleValue();
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("too large");
    }
    return number;
  }

  private static Object truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  /** Without what could hold a secret: an address is shown in logs and diagnostics. */
  private static Object address(String text) {
    URI uri = URI.create(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https"))
        || uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw new IllegalArgumentException("no plain http address");
    }
    return uri;
  }

  /** Whether a text would do for a setting of an address. */
  static boolean isAddress(String text) {
    try {
      return address(text) instanceof URI;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Object zone(String text) {
    return ZoneId.of(text);
  }

  private static Object list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(Object::toString).toList();
  }
}
