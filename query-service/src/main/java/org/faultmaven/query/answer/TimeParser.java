package org.faultmaven.query.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.query.answer.TimePieces.DatePiece;
import org.faultmaven.query.answer.TimePieces.TimePiece;
import org.jspecify.annotations.Nullable;

/**
 * Understands the time that a question names: dates ({@code 2016-12-19}, {@code 19 December}),
 * times of day ({@code 20:39}, {@code 8 pm}), both together in either order, {@code between A and
 * B}, {@code after}, {@code since}, {@code before}, {@code until}, {@code last 2 hours}, {@code 5
 * minutes ago}, {@code today}, {@code yesterday}. A moment gets {@link #SLACK} on both sides. A
 * time without a date belongs to the latest indexed day that has entries then; a time without a
 * zone to {@code index.time-zone}.
 */
final class TimeParser {
  static final Duration SLACK = Duration.ofMinutes(5);

  private static final Pattern WORD_BEFORE =
      Pattern.compile(
          "(?i)\\b(between|from|after|since|before|until|till|by|around|about|near|at|on)\\s+"
              + "(?:(?:about|around|approximately|the)\\s+)*$");
  private static final Pattern RANGE_GAP =
      Pattern.compile("(?i)\\s*(?:(and)|to|until|till|through|-)\\s*(?:the\\s+)?");
  private static final Pattern SPAN =
      Pattern.compile(
          "(?i)\\b(?:(?:in|over|during|within|for)\\s+)?(?:the\\s+)?(?:last|past)\\s+"
              + "(?:(\\d{1,4})\\s+)?(second|sec|minute|min|hour|hr|day|week)s?\\b");
  private static final Pattern AGO =
      Pattern.compile(
          "(?i)\\b(?:(?:about|around)\\s+)?(\\d{1,4}|an?|one)\\s+"
              + "(second|sec|minute|min|hour|hr|day|week)s?\\s+ago\\b");

  /** A moment with the word that stands before it. */
  private record Moment(int start, int end, String word, Instant from, Instant to, boolean day) {}

  private final ZoneId zone;
  private final Clock clock;
  private final IndexedTimes indexed;
  private final TimePieces pieces;

  TimeParser(ZoneId zone, Clock clock, IndexedTimes indexed) {
    this.zone = zone;
    this.clock = clock;
    this.indexed = indexed;
    this.pieces = new TimePieces(clock, zone);
  }

  AskedTime parse(SanitizedText text) {
    String question = text.text();
    Matcher span = SPAN.matcher(question);
    if (span.find()) {
      Instant now = clock.instant();
      Duration length = length(span.group(1), span.group(2));
      return asked(Window.range(now.minus(length), now), text, List.of(Stretch.of(span)), "");
    }
    Matcher ago = AGO.matcher(question);
    if (ago.find()) {
      Instant then = clock.instant().minus(length(ago.group(1), ago.group(2)));
      return asked(Window.around(then, then, SLACK), text, List.of(Stretch.of(ago)), "");
    }
    return ofPieces(text);
  }

  private static Duration length(@Nullable String count, String unit) {
    int number = count == null || !Character.isDigit(count.charAt(0)) ? 1 : Integer.parseInt(count);
    ChronoUnit of =
        switch (unit.substring(0, 1).toLowerCase(Locale.ROOT)) {
          case "s" -> ChronoUnit.SECONDS;
          case "m" -> ChronoUnit.MINUTES;
          case "h" -> ChronoUnit.HOURS;
          case "d" -> ChronoUnit.DAYS;
          default -> ChronoUnit.WEEKS;
        };
    return of.getDuration().multipliedBy(number);
  }

  private AskedTime ofPieces(SanitizedText text) {
    String question = text.text();
    List<TimePiece> times = pieces.times(question);
    List<DatePiece> dates = pieces.dates(question, this::latestDay);
    String assumed = "";
    LocalDate fallback = null;
    if (dates.isEmpty() && !times.isEmpty()) {
      fallback = dayOf(times);
      assumed =
          " The question names no day: "
              + fallback
              + " is the latest one indexed with entries at that time.";
    }
    List<Moment> moments = moments(question, dates, times, fallback);
    if (moments.isEmpty()) {
      return new AskedTime(Window.ALL, text, "");
    }
    var said = new ArrayList<Stretch>();
    dates.forEach(date -> said.add(new Stretch(date.start(), date.end())));
    times.forEach(time -> said.add(new Stretch(time.start(), time.end())));
    return asked(window(question, moments), text, said, assumed);
  }

  private LocalDate latestDay() {
    return indexed
        .extent()
        .map(extent -> extent.newest().atZone(zone).toLocalDate())
        .orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
  }

  private LocalDate dayOf(List<TimePiece> times) {
    LocalTime from = times.getFirst().time();
    LocalTime to = times.getLast().last();
    return indexed
        .latestDayWith(from, to.isBefore(from) ? LocalTime.MAX : to, SLACK)
        .orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
  }

  /** Times, each with the nearest date; and the dates that no time took. */
  private List<Moment> moments(
      String question, List<DatePiece> dates, List<TimePiece> times, @Nullable LocalDate fallback) {
    var moments = new ArrayList<Moment>();
    var free = new ArrayList<>(dates);
    Instant previous = null;
    for (TimePiece time : times) {
      DatePiece near = nearest(dates, time);
      free.remove(near);
      LocalDate day = near == null ? fallback : near.date();
      if (day == null) {
        continue;
      }
      ZoneId in = time.zone() == null ? zone : time.zone();
      Instant from = day.atTime(time.time()).atZone(in).toInstant();
      // Between 23:50 and 00:10: the second one is of the next day.
      if (previous != null && from.isBefore(previous) && dates.size() < 2) {
        from = day.plusDays(1).atTime(time.time()).atZone(in).toInstant();
      }
      previous = from;
      String word = wordBefore(question, time.start(), near);
      moments.add(
          new Moment(
              time.start(),
              time.end(),
              word,
              from,
              from.plus(time.precision()).minusNanos(1),
              false));
    }
    for (DatePiece date : free) {
      Instant from = date.date().atStartOfDay(zone).toInstant();
      Instant to = date.date().plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
      String word = wordBefore(question, date.start(), null);
      moments.add(new Moment(date.start(), date.end(), word, from, to, true));
    }
    moments.sort((a, b) -> Integer.compare(a.start(), b.start()));
    return moments;
  }

  private static @Nullable DatePiece nearest(List<DatePiece> dates, TimePiece time) {
    DatePiece nearest = null;
    int least = Integer.MAX_VALUE;
    for (DatePiece date : dates) {
      int distance =
          date.start() < time.start() ? time.start() - date.end() : date.start() - time.end();
      if (distance < least) {
        least = distance;
        nearest = date;
      }
    }
    return nearest;
  }

  /** In "after 2016-12-19 20:39" the word stands before the date. */
  private static String wordBefore(String question, int start, @Nullable DatePiece date) {
    String word = wordBefore(question, start);
    if (date != null && date.start() < start && (word.isEmpty() || word.equals("at"))) {
      return wordBefore(question, date.start());
    }
    return word;
  }

  private static String wordBefore(String question, int start) {
    Matcher word = WORD_BEFORE.matcher(question).region(0, start);
    return word.find() ? word.group(1).toLowerCase(Locale.ROOT) : "";
  }

  private static Window window(String question, List<Moment> moments) {
    Moment first = moments.getFirst();
    if (moments.size() > 1) {
      Moment second = moments.get(1);
      Matcher gap = RANGE_GAP.matcher(question).region(first.end(), second.start());
      boolean joined = gap.matches() && gap.group(1) == null;
      if (joined || first.word().equals("between") || first.word().equals("from")) {
        return Window.range(first.from(), second.to());
      }
    }
    Instant from = null;
    Instant to = null;
    var points = new ArrayList<Moment>();
    for (Moment moment : moments) {
      switch (moment.word()) {
        case "after" -> from = moment.day() ? moment.to().plusNanos(1) : moment.from();
        case "since", "from" -> from = moment.from();
        case "before", "by" -> to = moment.from().minusNanos(1);
        case "until", "till" -> to = moment.to();
        default -> points.add(moment);
      }
    }
    if (from != null || to != null) {
      return Window.range(from, to);
    }
    Instant begin = points.stream().map(Moment::from).min(Instant::compareTo).orElseThrow();
    Instant end = points.stream().map(Moment::to).max(Instant::compareTo).orElseThrow();
    return points.stream().allMatch(Moment::day)
        ? Window.range(begin, end)
        : Window.around(begin, end, SLACK);
  }

  private AskedTime asked(
      Window window, SanitizedText question, List<Stretch> said, String assumed) {
    return new AskedTime(
        window, Stretch.without(question, said), Moments.said(window, zone) + assumed);
  }
}
