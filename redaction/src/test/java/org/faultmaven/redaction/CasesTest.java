package org.faultmaven.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What must and must not be touched by the policy {@code logs}: {@code cases.txt}. */
final class CasesTest {
  private static final Pattern MARK = Pattern.compile("\\[\\[([A-Z_]+):(.*?)]]", Pattern.DOTALL);
  private static final Pattern LABEL = Pattern.compile("@(\\S+) \\| ?");

  private final ISanitizer engine = Engines.engine();

  private record Case(String line, @Nullable String label, String raw, List<String> masked) {}

  @TestFactory
  Stream<DynamicTest> masksWhatIsMarkedAndNothingElse() throws IOException {
    List<Case> cases = cases();
    assertThat(cases).hasSizeGreaterThan(400);
    return cases.stream().map(each -> DynamicTest.dynamicTest(each.line, () -> check(each)));
  }

  private void check(Case each) {
    Verdict verdict =
        engine
            .sanitize(Tenant.DEFAULT, List.of(new Fragment(each.raw, each.label)), Engines.logs())
            .getFirst();
    assertThat(verdict.spans())
        .extracting(span -> describe(each.raw, span))
        .containsExactlyElementsOf(each.masked);
  }

  private static String describe(String raw, Span span) {
    return span.type() + ":" + raw.substring(span.start(), span.end()) + "@" + span.start();
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(CasesTest.class.getResourceAsStream("cases.txt")), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isEmpty() && !line.startsWith("# ") && !line.startsWith("## ")) {
          cases.add(parse(line));
        }
      }
    }
    return cases;
  }

  private static Case parse(String line) {
    Matcher labelled = LABEL.matcher(line);
    boolean hasLabel = labelled.lookingAt();
    String label = hasLabel ? labelled.group(1) : null;
    String text =
        line.substring(hasLabel ? labelled.end() : 0)
            .replace("%N", "\n")
            .replace("%T", "\t")
            .replace("%O", "\u00f6");
    var raw = new StringBuilder();
    List<String> masked = new ArrayList<>();
    Matcher mark = MARK.matcher(text);
    int from = 0;
    while (mark.find(from)) {
      raw.append(text, from, mark.start());
      masked.add(mark.group(1) + ":" + mark.group(2) + "@" + raw.length());
      raw.append(mark.group(2));
      from = mark.end();
    }
    raw.append(text, from, text.length());
    return new Case(line, label, raw.toString(), masked);
  }
}
