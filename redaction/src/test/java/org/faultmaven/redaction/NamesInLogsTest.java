package org.faultmaven.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.names.NameFinder;
import org.faultmaven.names.NameModel;
import org.junit.jupiter.api.Test;

/** What of hand-labelled lines the model gets right, with and without the words of logs. */
final class NamesInLogsTest {
  /** A line without its labels, and for each character whether it is of a person's name. */
  private record Line(String text, boolean[] person) {}

  /** Counts of people found and not, and of spans that are of nobody. */
  private record Quality(int found, int missed, int wrong) {
    double recall() {
      return (double) found / (found + missed);
    }

    String describe() {
      return String.format(
          Locale.ROOT,
          "%d of %d people masked whole (%.0f %%), %d other spans",
          found,
          found + missed,
          100 * recall(),
          wrong);
    }
  }

  private final NameFinder finder = new NameFinder(NameModel.shipped(), 8 << 20);
  private final ISanitizer engine = Engines.engine(Redaction.names(() -> finder));

  @Test
  void theWordsOfLogsTakeWrongNamesAwayAndNoRightOnes() throws Exception {
    Policy logs = Engines.logs();
    Quality with = measure(logs.vocabulary());
    Quality without = measure(Set.of());
    System.out.println("with the words of logs: " + with.describe());
    System.out.println("without: " + without.describe());
    assertThat(with.found()).isEqualTo(without.found());
    assertThat(with.wrong()).isLessThan(without.wrong() / 2);
    assertThat(with.recall()).isGreaterThan(0.7);
  }

  private Quality measure(Set<String> vocabulary) throws IOException {
    Policy policy = new Policy("q", 1, Set.of("PERSON"), 0.4, Set.of(), true, true, vocabulary);
    int found = 0;
    int missed = 0;
    int wrong = 0;
    for (Line line : lines()) {
      List<Span> spans =
          engine
              .sanitize(Tenant.DEFAULT, List.of(Fragment.of(line.text())), policy)
              .getFirst()
              .spans();
      boolean[] masked = new boolean[line.text().length()];
      for (Span span : spans) {
        boolean right = false;
        for (int i = span.start(); i < span.end(); i++) {
          masked[i] = true;
          right |= line.person()[i];
        }
        wrong += right ? 0 : 1;
      }
      for (int i = 0; i < masked.length; i++) {
        if (line.person()[i] && (i == 0 || !line.person()[i - 1])) {
          boolean whole = true;
          for (; i < masked.length && line.person()[i]; i++) {
            whole &= masked[i];
          }
          found += whole ? 1 : 0;
          missed += whole ? 0 : 1;
        }
      }
    }
    return new Quality(found, missed, wrong);
  }

  private static List<Line> lines() throws IOException {
    List<Line> lines = new ArrayList<>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                NamesInLogsTest.class.getResourceAsStream("names-in-logs.txt"), UTF_8))) {
      for (String labelled : reader.lines().filter(line -> !line.startsWith("#")).toList()) {
        lines.add(line(labelled));
      }
    }
    return lines;
  }

  private static Line line(String labelled) {
    String text = labelled.replace("[[", "").replace("]]", "");
    boolean[] person = new boolean[text.length()];
    boolean inside = false;
    int at = 0;
    for (int i = 0; i < labelled.length(); ) {
      if (labelled.startsWith("[[", i) || labelled.startsWith("]]", i)) {
        inside = labelled.charAt(i) == '[';
        i += 2;
      } else {
        person[at++] = inside;
        i++;
      }
    }
    return new Line(text, person);
  }
}
