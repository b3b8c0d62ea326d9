package org.faultmaven.redaction.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.faultmaven.contracts.kit.Figures;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.redaction.Redaction;
import org.faultmaven.redaction.rule.EntityTypes;
import org.faultmaven.redaction.rule.Rules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * MB/s on log lines, one thread: the rules alone, the whole engine with its pseudonyms, and as the
 * rival the usual way to write the same rules, one java.util.regex pattern after the other. Only
 * the ratio within one run means anything.
 */
@Tag("bench")
final class ThroughputBenchmark {
  private static final int LINES = 40_000;
  private static final int ROUNDS = 5;
  private static final int BATCH = 500;
  private static final Policy POLICY = new Policy("bench", 1, EntityTypes.ALL, 0.4, Set.of(), true);

  /** Less than the engine's rules: the rival is given an easier task. */
  private static final List<Pattern> RIVAL =
      List.of(
          Pattern.compile("[\\w.%+-]+@[\\w-]+(?:\\.[\\w-]+)*\\.[a-zA-Z]{2,}"),
          Pattern.compile("\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b"),
          Pattern.compile("\\b(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}\\b"),
          Pattern.compile("\\b(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\\b"),
          Pattern.compile("\\+\\d[\\d .()/-]{7,20}\\d|\\b\\d{3}[-.]\\d{3}[-.]\\d{4}\\b"),
          Pattern.compile("\\b[2-6]\\d{3}[ -]?(?:\\d{4}[ -]?){2}\\d{1,7}\\b"),
          Pattern.compile("\\b[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]){11,30}\\b"),
          Pattern.compile("\\b\\d{3}-\\d{2}-\\d{4}\\b"),
          Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s/@:]*:[^\\s/@]*@"),
          Pattern.compile("(?i)\\b(?:bearer|basic)\\s+[\\w.~+/=-]{8,}"),
          Pattern.compile(
              "(?i)\\b[\\w.-]*(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key)"
                  + "[\"']?\\s*[=:]\\s*(?:\"[^\"]*\"|'[^']*'|[^\\s,;&]+)"),
          Pattern.compile("\\beyJ[\\w-]{8,}\\.[\\w-]{4,}(?:\\.[\\w-]*)?"),
          Pattern.compile("-----BEGIN [A-Z ]+-----"),
          Pattern.compile(
              "\\b(?:AKIA[A-Z0-9]{16}|gh[pousr]_\\w{20,}|github_pat_\\w{20,}|glpat-[\\w-]{16,}"
                  + "|xox[bpars]-[\\w-]{10,}|sk_live_\\w{10,}|AIza[\\w-]{30,}|npm_\\w{30,}"
                  + "|pypi-[\\w-]{32,}|SG\\.[\\w.-]{32,}|hf_\\w{20,}|sk-[\\w-]{20,})"),
          Pattern.compile("(?:/home/|/Users/|[A-Z]:\\\\Users\\\\)[^\\s/\\\\:]+"),
          Pattern.compile(
              "(?i)\\b(?:user|username|login|uid|account)[\"']?\\s*[=:]\\s*\"?[\\w.@-]+"),
          Pattern.compile("(?i)for (?:invalid )?user \\S+|password for \\S+ from"));

  private final ISanitizer engine =
      Redaction.engine(new KeyedHash("0123456789abcdef0123456789abcdef".getBytes(UTF_8)));

  @Test
  void comparesWithOnePatternAfterTheOther() {
    List<Fragment> lines = lines();
    double rules = measure("rules", ROUNDS, lines, this::byRules);
    double whole = measure("engine", ROUNDS, lines, this::byEngine);
    double rival = measure("java.util.regex", ROUNDS, lines, ThroughputBenchmark::byPatterns);
    Figures.print("rules %.1f, engine %.1f times java.util.regex", rules / rival, whole / rival);
  }

  @Test
  void takesADocumentOf64MiBAndALineOf4MiB() {
    var document = new StringBuilder(64 << 20);
    List<Fragment> lines = lines();
    for (int i = 0; document.length() < 64 << 20; i++) {
      document.append(lines.get(i % lines.size()).text()).append('\n');
    }
    measure("64 MiB document", 1, List.of(Fragment.of(document.toString())), this::byEngine);
    String line = document.substring(0, 4 << 20).replace('\n', ' ');
    measure("4 MiB line", ROUNDS, List.of(Fragment.of(line)), this::byEngine);
  }

  private int byRules(List<Fragment> lines) {
    int found = 0;
    for (Fragment line : lines) {
      found += Rules.shipped().find(line.text(), line.label(), EntityTypes.ALL).spans().size();
    }
    return found;
  }

  private int byEngine(List<Fragment> lines) {
    return engine.sanitize(Tenant.DEFAULT, lines, POLICY).stream()
        .mapToInt(verdict -> verdict.spans().size())
        .sum();
  }

  private static int byPatterns(List<Fragment> lines) {
    int found = 0;
    for (Fragment line : lines) {
      for (Pattern pattern : RIVAL) {
        var matcher = pattern.matcher(line.text());
        while (matcher.find()) {
          found++;
        }
      }
    }
    return found;
  }

  /** The best round: what the code can do when nobody disturbs it. */
  private static double measure(
      String name, int rounds, List<Fragment> lines, ToIntFunction<List<Fragment>> work) {
    long chars = lines.stream().mapToLong(line -> line.text().length()).sum();
    double best = 0;
    int found = 0;
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      found = 0;
      for (int i = 0; i < lines.size(); i += BATCH) {
        found += work.applyAsInt(lines.subList(i, Math.min(i + BATCH, lines.size())));
      }
      best = Math.max(best, chars * 1e3 / (System.nanoTime() - start));
    }
    Figures.print("%-18s %8.1f MB/s, %d found", name, best, found);
    return best;
  }

  /** Three kinds of logs; every line of the second and third has something to mask. */
  private static List<Fragment> lines() {
    var random = new Random(11);
    List<Fragment> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      String time = "2026-03-01 12:%02d:%02d,%03d".formatted(i / 60 % 60, i % 60, i % 1000);
      String ip = "10.20." + random.nextInt(256) + "." + random.nextInt(256);
      String line =
          switch (i % 10) {
            case 0 ->
                ip
                    + " - - [01/Mar/2026:12:00:00 +0000] \"GET /images/logo.png?v=12 HTTP/1.1\" 200"
                    + " "
                    + random.nextInt(100_000)
                    + " \"http://www.example.com/\" \"Mozilla/5.0 (X11; Linux x86_64)\"";
            case 1 -> time + " WARN sshd[42]: Accepted password for bob from " + ip + " port 22";
            case 2 -> time + " INFO {\"user\":\"u" + random.nextInt(500) + "\",\"path\":\"/a/b\"}";
            default ->
                "["
                    + time
                    + "] INFO [Partition [topic-"
                    + random.nextInt(50)
                    + ",3] on broker 2]: Expanding ISR from 2,0 to 2,0,1 at offset "
                    + random.nextInt(1_000_000)
                    + " (kafka.cluster.Partition)";
          };
      lines.add(Fragment.of(line));
    }
    return lines;
  }
}
