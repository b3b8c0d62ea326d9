package org.faultmaven.standalone.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a time as people write it: {@code 2016-12-19T20:39:00Z}, with an offset, {@code 2016-12-19
 * 20:39} and {@code 2016-12-19} (UTC), or how long ago it was: {@code 90s}, {@code 15m}, {@code
 * 2h}, {@code 7d}.
 */
final class Times implements ITypeConverter<Instant> {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  private final Clock clock;

  Times() {
    this(Clock.systemUTC());
  }

  Times(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Instant convert(String text) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
    }
    String iso = text.strip().replace(' ', 'T').toUpperCase(Locale.ROOT);
    try {
      if (!iso.contains("T")) {
        return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return iso.matches(".*(Z|[+-]\\d{2}(:?\\d{2})?)")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is no time: write 2016-12-19T20:39:00Z, '2016-12-19 20:39' (UTC) or 15m");
    }
  }

  private static Duration duration(long number, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
