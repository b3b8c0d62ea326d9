import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Plans an installation from measured figures: {@code java build/Capacity.java docs/capacity.properties [GB_A_DAY...]}.
 * Simulates a day, minute by minute: lines arrive in a curve with an incident in it, and wait before stages that have
 * so many cores. What a line costs depends on whether its shape is new, which is ever more seldom. Prints a table, the
 * one of docs/capacity.md without volumes.
 */
final class Capacity {
  private static final double[] VOLUMES = {1, 10, 100, 1000};
  private static final int MINUTES = 24 * 60;

  /** Of an hour of the day that is as busy as any, against the mean. */
  private static final double BUSIEST = 1.5;

  /** The incident: from when, how long, how many times as many lines, how many times as many new shapes among them. */
  private static final int INCIDENT_AT = 14 * 60;

  private static final int INCIDENT_MINUTES = 30;
  private static final double INCIDENT_LINES = 3;
  private static final double INCIDENT_NOVELTY = 5;

  /** The share of its cores that a stage may use in the busiest hour without an incident. */
  private static final double LOAD = 0.7;

  /** Cores are given out in tenths. */
  private static final double LEAST = 0.1;

  private static final double SECONDS = 60;
  private static final double GB = 1e9;

  /** What is measured. */
  private record Figures(Properties measured) {
    double of(String name) {
      String value = measured.getProperty(name);
      if (value == null) {
        throw new IllegalArgumentException("the figures lack " + name);
      }
      return Double.parseDouble(value.strip());
    }

    boolean has(String name) {
      return measured.containsKey(name);
    }

    /** Of a phase of the benchmark, for each of something else in it. */
    double per(String phase, String cost, String unit) {
      return of(phase + "." + cost) / of(phase + "." + unit);
    }

    /** What new shapes cost a process: the same lines cost less when they come again. */
    double perShape(String cost) {
      return Math.max(0, of("novel." + cost) - of("repeated." + cost)) / of("novel.embedded");
    }

    /** What an entry costs a process, beside what each record does. */
    double perEntry(String cost) {
      double records = per("steady", cost, "records") * of("repeated.records");
      return Math.max(0, of("repeated." + cost) - records) / of("repeated.entries");
    }
  }

  /**
   * How many different shapes a number of lines has: a power, as words in texts have it (Heaps).
   *
   * @param k of one line
   * @param beta less than 1: the later, the fewer new ones
   */
  private record Novelty(double k, double beta) {
    double shapes(double lines) {
      return k * Math.pow(lines, beta);
    }

    /** Through the counts after a quarter and a half of a benchmark that sent its lines twice. */
    static Novelty of(Figures figures, String logs) {
      String half = "novelty." + logs + ".1-quarters.";
      String all = "novelty." + logs + ".2-quarters.";
      double beta =
          Math.log(figures.of(all + "shapes") / figures.of(half + "shapes"))
              / Math.log(figures.of(all + "lines") / figures.of(half + "lines"));
      return new Novelty(figures.of(all + "shapes") / Math.pow(figures.of(all + "lines"), beta), beta);
    }

    /** The share of new shapes among lines, after so many. */
    double rate(double lines) {
      return Math.min(1, k * beta * Math.pow(Math.max(1, lines), beta - 1));
    }

    /** The lines that have so many shapes. */
    double lines(double shapes) {
      return Math.pow(shapes / k, 1 / beta);
    }
  }

  /** A stage: lines wait before it, and it works them off with its cores. */
  private static final class Stage {
    private final String name;
    private final double secondsPerLine;
    private final double secondsPerShape;
    private double cores = LEAST;
    private double waiting;
    private double longest;
    private double lagMinutes;
    private int lastLate;
    private double used;

    Stage(String name, double secondsPerLine, double secondsPerShape) {
      this.name = name;
      this.secondsPerLine = secondsPerLine;
      this.secondsPerShape = secondsPerShape;
    }

    double cost(double novelty) {
      return secondsPerLine + novelty * secondsPerShape;
    }

    /** Takes what comes in a minute; returns how many lines it has done. */
    double minute(int minute, double lines, double novelty) {
      waiting += lines;
      double cost = cost(novelty);
      double done = Math.min(waiting, cores * SECONDS / cost);
      waiting -= done;
      used += done * cost;
      longest = Math.max(longest, waiting);
      double lag = waiting / Math.max(1, cores * SECONDS / cost);
      lagMinutes = Math.max(lagMinutes, lag);
      if (lag > 1) {
        lastLate = minute;
      }
      return done;
    }
  }

  /** A day of each of the equal installations that a volume is split over. */
  private static final class Day {
    private final Figures figures;
    private final String logs;
    private final boolean aPhase;
    private final double allLines;
    private final int installations;
    private final double linesADay;
    private final Novelty novelty;
    private final double steadyRate;
    private final List<Stage> stages = new ArrayList<>();
    private double newShapes;

    /**
     * @param logs whose lines it has; a phase of the benchmark by themselves, or in others
     * @param shapes whose shapes it has
     */
    Day(Figures figures, String logs, String shapes, double gigabytes) {
      this.figures = figures;
      this.logs = logs;
      this.aPhase = figures.has(logs + ".records");
      this.allLines = gigabytes * GB / figures.per("novel", "bytes", "records");
      double held = allLines * entriesPerLine() * figures.of("plan.clean-days");
      this.installations = (int) Math.max(1, Math.ceil(held / figures.of("plan.entries-of-an-installation")));
      this.linesADay = allLines / installations;
      this.novelty = Novelty.of(figures, shapes);
      // Of what comes again, a cache that holds C shapes misses as many as are new in a stretch of lines with C shapes.
      double remembered = figures.of("plan.remembered-shapes");
      this.steadyRate = novelty.rate(novelty.lines(remembered));
      stages.add(stage("sanitizer-service", "cpu.sanitizer", figures.per("repeated", "cpu.sanitizer", "records")));
      double entries = entriesPerLine();
      stages.add(
          stage(
              "ingest-service",
              "cpu.ingest",
              figures.per("steady", "cpu.ingest", "records") + entries * figures.perEntry("cpu.ingest")));
      stages.add(stage("Chroma", "cpu.chroma", entries * figures.per("repeated", "cpu.chroma", "entries")));
      // Each instance reads all entries.
      stages.add(stage("query-service, each", "cpu.query", entries * figures.per("repeated", "cpu.query", "entries")));
    }

    /**
     * @param otherwise seconds a line, where these were no phase by themselves
     */
    private Stage stage(String name, String cost, double otherwise) {
      double secondsPerLine = aPhase ? figures.per(logs, cost, "records") : otherwise;
      return new Stage(name, secondsPerLine, figures.perShape(cost));
    }

    double entriesPerLine() {
      // Others were sent twice.
      return figures.per("novelty." + logs + (aPhase ? ".4-quarters" : ".2-quarters"), "entries", "lines");
    }

    private double lines(int minute) {
      double mean = linesADay / MINUTES;
      double swing = (BUSIEST - 1) * Math.cos(2 * Math.PI * (minute - INCIDENT_AT) / MINUTES);
      return mean * (1 + swing) * (incident(minute) ? INCIDENT_LINES : 1);
    }

    private static boolean incident(int minute) {
      return minute >= INCIDENT_AT && minute < INCIDENT_AT + INCIDENT_MINUTES;
    }

    /** The share of lines with a shape that is to be paid for, as the first day goes on. */
    private double rate(double seen, int minute) {
      double rate = Math.max(novelty.rate(seen), steadyRate);
      return Math.min(1, rate * (incident(minute) ? INCIDENT_NOVELTY : 1));
    }

    void simulate() {
      double busiest = linesADay / MINUTES * BUSIEST;
      for (Stage stage : stages) {
        // By the second half of the first day: its first minutes are caught up with.
        double cost = stage.cost(rate(linesADay / 2, 0));
        stage.cores = Math.max(LEAST, Math.ceil(busiest * cost / (SECONDS * LOAD) * 10) / 10);
      }
      double seen = 0;
      for (int minute = 0; minute < MINUTES; minute++) {
        double rate = rate(seen, minute);
        double lines = lines(minute);
        seen += lines;
        newShapes += lines * rate;
        double passed = stages.get(0).minute(minute, lines, rate);
        double indexed = stages.get(1).minute(minute, passed, rate);
        stages.get(2).minute(minute, indexed, rate);
        stages.get(3).minute(minute, indexed, rate);
      }
    }

    /** A partition is worked on by one thread of a stage at a time. */
    int partitions() {
      double perLine = Math.max(stages.get(0).cost(steadyRate), stages.get(1).cost(steadyRate));
      double busiest = linesADay / MINUTES / SECONDS * BUSIEST;
      return (int) Math.max(figures.of("plan.least-partitions"), Math.ceil(busiest * perLine / LOAD));
    }

    double allCores() {
      double cores = figures.of("plan.query-services") * stages.get(3).cores;
      for (int i = 0; i < 3; i++) {
        cores += stages.get(i).cores;
      }
      return cores * installations;
    }

    double entriesHeld() {
      return linesADay * entriesPerLine() * figures.of("plan.clean-days");
    }
  }

  private Capacity() {}

  public static void main(String[] args) throws IOException {
    var measured = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(args[0]), UTF_8)) {
      measured.load(reader);
    }
    var figures = new Figures(measured);
    double[] volumes = VOLUMES;
    if (args.length > 1) {
      volumes = new double[args.length - 1];
      for (int i = 1; i < args.length; i++) {
        volumes[i - 1] = Double.parseDouble(args[i]);
      }
    }
    for (String logs : measured.getProperty("plan.logs").split(",")) {
      String shapes = measured.getProperty("plan.shapes-of." + logs, logs);
      List<Day> days = new ArrayList<>();
      for (double volume : volumes) {
        var day = new Day(figures, logs, shapes, volume);
        day.simulate();
        days.add(day);
      }
      System.out.println("Lines as those of " + logs + ":");
      System.out.println();
      print(volumes, figures, days);
      System.out.println();
    }
  }

  /** What a row shows of a day. */
  private interface Cell {
    String of(Day day);
  }

  private static void print(double[] volumes, Figures figures, List<Day> days) {
    var head = new StringBuilder("| raw text a day |");
    var rule = new StringBuilder("|---|");
    for (double volume : volumes) {
      head.append(volume >= 1000 ? " " + number(volume / 1000) + " TB |" : " " + number(volume) + " GB |");
      rule.append("---:|");
    }
    System.out.println(head);
    System.out.println(rule);
    row("lines a day", days, day -> count(day.allLines));
    row(
        "installations, of at most %s entries".formatted(count(figures.of("plan.entries-of-an-installation"))),
        days,
        day -> count(day.installations));
    System.out.println("| **of each installation** |" + " |".repeat(days.size()));
    row("lines a day of it", days, day -> count(day.linesADay));
    row("lines a second in the busiest hour", days, day -> count(day.linesADay / 86_400 * BUSIEST));
    row("entries in a thousand lines", days, day -> count(day.entriesPerLine() * 1000));
    row("shapes paid for, first day", days, day -> count(day.newShapes));
    row("shapes in a million lines, afterwards", days, day -> count(day.steadyRate * 1e6));
    row("partitions of a raw topic, at least", days, day -> count(day.partitions()));
    for (int i = 0; i < 4; i++) {
      int stage = i;
      String name = days.getFirst().stages.get(i).name;
      row("cores of " + name, days, day -> number(day.stages.get(stage).cores));
    }
    for (int i = 0; i < 3; i++) {
      int stage = i;
      String name = days.getFirst().stages.get(i).name;
      row("most that waits for " + name, days, day -> count(day.stages.get(stage).longest) + " lines");
      row(
          "its lag at most, and when it is over",
          days,
          day -> lag(day.stages.get(stage)));
    }
    double raw = figures.per("repeated", "disk.topic.logs.raw", "records");
    double clean = figures.per("repeated", "disk.topic.logs.clean", "records");
    double rawDays = figures.of("plan.raw-days");
    double cleanDays = figures.of("plan.clean-days");
    row("raw topics, %s days".formatted(number(rawDays)), days, day -> bytes(day.linesADay * raw * rawDays));
    row("clean topics, %s days".formatted(number(cleanDays)), days, day -> bytes(day.linesADay * clean * cleanDays));
    row("entries held", days, day -> count(day.entriesHeld()));
    row("topic of entries", days, day -> bytes(day.entriesHeld() * figures.per("repeated", "disk.topic.entries", "entries")));
    row("Chroma", days, day -> bytes(day.entriesHeld() * figures.per("repeated", "disk.chroma", "entries")));
    row(
        "keyword index, in each query-service",
        days,
        day -> bytes(day.entriesHeld() * figures.per("repeated", "disk.keyword-index", "entries")));
    System.out.println("| **in all** |" + " |".repeat(days.size()));
    row(
        "cores, with %s query-services an installation".formatted(number(figures.of("plan.query-services"))),
        days,
        day -> number(day.allCores()));
    row(
        "disk of Kafka, one replica, and Chroma",
        days,
        day ->
            bytes(
                day.installations
                    * (day.linesADay * (raw * rawDays + clean * cleanDays)
                        + day.entriesHeld()
                            * (figures.per("repeated", "disk.topic.entries", "entries")
                                + figures.per("repeated", "disk.chroma", "entries")))));
  }

  private static void row(String name, List<Day> days, Cell cell) {
    var row = new StringBuilder("| ").append(name).append(" |");
    for (Day day : days) {
      row.append(' ').append(cell.of(day)).append(" |");
    }
    System.out.println(row);
  }

  private static String lag(Stage stage) {
    if (stage.lagMinutes < 1) {
      return "under 1 min";
    }
    return String.format(
        Locale.ROOT, "%,.0f min, %d:%02d", stage.lagMinutes, stage.lastLate / 60, stage.lastLate % 60);
  }

  /** Two digits: more would claim to be known. */
  private static String count(double value) {
    if (value < 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
    double rounded = Math.round(value / unit) * unit;
    if (rounded >= 1e9) {
      return number(rounded / 1e9) + " billion";
    }
    if (rounded >= 1e6) {
      return number(rounded / 1e6) + " million";
    }
    return String.format(Locale.ROOT, "%,.0f", rounded);
  }

  private static String number(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-6 || value >= 10
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String bytes(double value) {
    if (value >= 1e12) {
      return String.format(Locale.ROOT, "%.1f TB", value / 1e12);
    }
    return value >= 10e9
        ? String.format(Locale.ROOT, "%.0f GB", value / 1e9)
        : String.format(Locale.ROOT, "%.1f GB", value / 1e9);
  }
}
