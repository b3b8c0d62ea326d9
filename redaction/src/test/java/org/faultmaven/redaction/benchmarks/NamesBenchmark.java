package org.faultmaven.redaction.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.names.Inputs;
import org.faultmaven.names.NameFinder;
import org.faultmaven.names.NameModel;
import org.faultmaven.names.Rivals;
import org.faultmaven.redaction.Draft;
import org.faultmaven.redaction.Wording;
import org.faultmaven.redaction.rule.EntityTypes;
import org.faultmaven.redaction.rule.Rules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Names on one core, memories empty at first, against the real Presidio a text at a time and
 * against {@code nlp.pipe} with tokenizer and {@code ner} alone, in the same run. All rates are of
 * processor time, so that they hold on a machine that does other things too: here of the working
 * thread, there of the process, which has one thread. Logs: {@code -Dbench.logs}, or those beside
 * the checkout.
 */
@Tag("bench")
final class NamesBenchmark {
  private static final int BATCH = 64;
  private static final long MEMORY = 64 << 20;
  private static final int RIVAL_SAMPLE = 300;
  private static final int ROUNDS = 3;

  private final Rivals rivals;

  NamesBenchmark() throws Exception {
    rivals = Rivals.orSkip();
  }

  @Test
  void comparesWithPresidio() throws Exception {
    print("all rates are of processor time, on one thread");
    NameModel model = read("the first time");
    model = read("again, " + model.id());
    List<String> prose = Inputs.prose(3000);
    List<String> logs = new ArrayList<>(Inputs.logs("kafka"));
    logs.addAll(Inputs.logs("apache"));
    List<String> wordings = logs.stream().map(NamesBenchmark::wording).toList();
    // Rounds to warm up, of everything, so that the compiler has seen it all.
    for (List<String> texts : List.of(prose, logs, wordings)) {
      run("warm-up", new NameFinder(model, MEMORY), texts);
    }

    if (!logs.isEmpty()) {
      double asTheyAre = median("logs as they are", model, logs);
      double asSeen = median("logs as the pipeline sees them", model, wordings);
      var finder = new NameFinder(model, MEMORY);
      run("the same once more", finder, wordings);
      double known = run("the same, known", finder, wordings);
      for (String way : List.of("presidio", "presidio-names", "spacy")) {
        double rival = rivals.rate(way, sample(logs));
        print(
            "%s, a line at a time: %.1f lines/s; ratio %.0f as they are, %.0f as the pipeline sees"
                + " them, %.0f all known",
            way, rival, asTheyAre / rival, asSeen / rival, known / rival);
      }
      List<String> all = Inputs.logs();
      curve("lines as they are", model, all);
      curve(
          "lines as the pipeline sees them",
          model,
          all.stream().map(NamesBenchmark::wording).toList());
    }

    double ours = median("prose", model, prose);
    for (String way : List.of("presidio", "presidio-names", "spacy")) {
      double rival = rivals.rate(way, sample(prose));
      print("%s, a paragraph at a time: %.1f paragraphs/s; ratio %.1f", way, rival, ours / rival);
    }
    double pipe = rivals.rate("pipe", prose.subList(0, Math.min(1000, prose.size())));
    print("nlp.pipe, tokenizer and ner: %.0f paragraphs/s; ratio %.1f", pipe, ours / pipe);
    assertThat(ours).isPositive();
  }

  private static NameModel read(String when) {
    long start = cpu();
    NameModel model = NameModel.shipped();
    print("model read %s in %.0f ms", when, (cpu() - start) / 1e6);
    return model;
  }

  /** Of some rounds, each with nothing remembered at first. */
  private static double median(String what, NameModel model, List<String> texts) {
    double[] rates = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      rates[i] = run(what, new NameFinder(model, MEMORY), texts);
    }
    Arrays.sort(rates);
    return rates[ROUNDS / 2];
  }

  /** What is new, against lines. */
  private static void curve(String what, NameModel model, List<String> lines) {
    var finder = new NameFinder(model, MEMORY);
    long asked = 0;
    long known = 0;
    int next = 1000;
    for (int i = 0; i < lines.size(); i += BATCH) {
      finder.entities(lines.subList(i, Math.min(i + BATCH, lines.size())));
      if (i + BATCH >= next || i + BATCH >= lines.size()) {
        long askedNow = finder.tokensAsked() - asked;
        long knownNow = finder.tokensKnown() - known;
        print(
            "after %d %s: %.2f %% of the windows since were new",
            Math.min(i + BATCH, lines.size()), what, 100.0 * (askedNow - knownNow) / askedNow);
        asked += askedNow;
        known += knownNow;
        next *= 2;
      }
    }
  }

  private static double run(String what, NameFinder finder, List<String> texts) {
    long chars = texts.stream().mapToLong(String::length).sum();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long asked = finder.tokensAsked();
    long known = finder.tokensKnown();
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long process = system.getProcessCpuTime();
    long start = cpu();
    int entities = 0;
    for (int i = 0; i < texts.size(); i += BATCH) {
      entities +=
          finder.entities(texts.subList(i, Math.min(i + BATCH, texts.size()))).stream()
              .mapToInt(List::size)
              .sum();
    }
    double seconds = (cpu() - start) / 1e9;
    double whole = (system.getProcessCpuTime() - process) / 1e9;
    allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
    print(
        "%s: %.0f texts/s, %.0f with the JVM's own threads, %.2f MB/s, %d entities; %.1f %% of"
            + " windows known, %.1f MB remembered, %.0f bytes allocated a text",
        what,
        texts.size() / seconds,
        texts.size() / whole,
        chars / seconds / 1e6,
        entities,
        100.0 * (finder.tokensKnown() - known) / (finder.tokensAsked() - asked),
        finder.memoryUsed() / 1e6,
        (double) allocated / texts.size());
    return texts.size() / seconds;
  }

  /** Of this thread, in nanoseconds. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static List<String> sample(List<String> texts) {
    var random = new Random(9);
    List<String> sample = new ArrayList<>();
    for (int i = 0; i < Math.min(RIVAL_SAMPLE, texts.size()); i++) {
      sample.add(texts.get(random.nextInt(texts.size())));
    }
    return sample;
  }

  /** As the recogniser shows a line to the model under the policy for logs. */
  private static String wording(String line) {
    Rules.Found found = Rules.shipped().find(line, null, EntityTypes.ALL);
    List<Span> masked = new ArrayList<>();
    found.spans().stream()
        .filter(span -> span.score() >= 0.4)
        .sorted(java.util.Comparator.comparingInt(Span::start))
        .forEach(
            span -> {
              if (masked.isEmpty() || masked.getLast().end() <= span.start()) {
                masked.add(span);
              }
            });
    return Wording.numberless(new Draft(Fragment.of(line), masked, found.tokens())).text();
  }

  private static void print(String format, Object... arguments) {
    System.out.println("[bench] names: " + String.format(Locale.ROOT, format, arguments));
  }
}
