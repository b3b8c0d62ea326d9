package org.faultmaven.adapters.presidio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.faultmaven.adapters.call.HttpSystem;
import org.faultmaven.adapters.presidio.server.PresidioServer;
import org.faultmaven.contracts.config.PresidioConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.names.NameFinder;
import org.faultmaven.names.NameModel;
import org.faultmaven.redaction.Draft;
import org.faultmaven.redaction.Recognizer;
import org.faultmaven.redaction.Redaction;
import org.faultmaven.redaction.Wording;
import org.faultmaven.redaction.rule.EntityTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every code point that the real analyzer marks under a policy is masked: names on the text as it
 * is sent, patterns on the raw line.
 */
class DifferentialIT {
  private static final KeyedHash HASH =
      new KeyedHash("a key of thirty-two bytes or more".getBytes(UTF_8));

  private static final int BATCH = 50;

  /** Of each kind; Presidio takes seconds for a hundred. {@code -Ddifferential.texts=1000}. */
  private static final int TEXTS_EACH = Integer.getInteger("differential.texts", 200);

  private static final double THRESHOLD = 0.4;
  private static final Set<String> LOGS =
      EntityTypes.without(
          EntityTypes.ALL, Set.of(EntityTypes.DATE_TIME, EntityTypes.URL, "LOCATION", "NRP"));

  /** What the model finds, all of it or some. */
  private static final Set<String> NAMED =
      EntityTypes.union(EntityTypes.NAMES, Set.of(EntityTypes.DATE_TIME));

  /** Without a vocabulary, which would take some of the names out again. */
  private static final Policy WORDINGS =
      new Policy("logs", 1, LOGS, THRESHOLD, Set.of(), true, true, Set.of());

  private static final Policy TEXTS =
      new Policy(
          "documents", 1, EntityTypes.union(LOGS, EntityTypes.NAMES), THRESHOLD, Set.of(), true);

  private static final Policy PRESIDIO =
      new Policy("presidio", 1, EntityTypes.PRESIDIO, 0, Set.of(), true);

  private static PresidioServer server;
  private static AnalyzerApi api;

  /** What the recogniser was shown first of each text. */
  private static final class Watched implements Recognizer {
    private final Recognizer watched;
    private final Map<String, Draft> shown = new HashMap<>();

    Watched(Recognizer watched) {
      this.watched = watched;
    }

    @Override
    public String id() {
      return watched.id();
    }

    @Override
    public List<List<Span>> recognize(List<Draft> drafts, Policy policy) {
      drafts.forEach(draft -> shown.putIfAbsent(draft.text(), draft));
      return watched.recognize(drafts, policy);
    }

    @Override
    public Health check() {
      return watched.check();
    }

    @Override
    public void close() {
      watched.close();
    }
  }

  @BeforeAll
  static void start() {
    server = PresidioServer.start();
    api =
        new AnalyzerApi(
            new HttpSystem(
                "presidio", URI.create(server.url() + "?language=en"), Map.of(), 64L << 20),
            "en");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void realLines() throws IOException {
    List<String> lines = RealLines.some(TEXTS_EACH);
    assertCovered(lines, WORDINGS);
  }

  @Test
  void generatedTexts() throws IOException {
    List<String> texts = new OddTexts(7).some(TEXTS_EACH);
    assertCovered(texts, WORDINGS);
  }

  @Test
  void generatedTextsAsDocuments() throws IOException {
    assertCovered(new OddTexts(8).some(TEXTS_EACH / 2), TEXTS);
  }

  @Test
  void everythingUnderPresidiosOwnPolicy() throws IOException {
    assertCovered(new OddTexts(9).some(TEXTS_EACH / 2), PRESIDIO);
    assertCovered(RealLines.some(TEXTS_EACH / 2), PRESIDIO);
  }

  /** Without a server configured, the names in process hide what one with this model finds. */
  @Test
  void namesInProcessHideWhatPresidioNames() throws IOException {
    List<String> texts = new ArrayList<>(RealLines.some(TEXTS_EACH));
    texts.addAll(new OddTexts(10).some(TEXTS_EACH));
    var finder = new NameFinder(NameModel.shipped(), 64 << 20);
    List<Verdict> verdicts;
    try (ISanitizer sanitizer = Redaction.engine(HASH, List.of(Redaction.names(() -> finder)))) {
      verdicts =
          sanitizer.sanitize(Tenant.DEFAULT, texts.stream().map(Fragment::of).toList(), PRESIDIO);
    }
    var misses = new ArrayList<String>();
    int marked = 0;
    for (int i = 0; i < texts.size(); i += BATCH) {
      List<String> some = texts.subList(i, Math.min(i + BATCH, texts.size()));
      List<List<Found>> found = analyze(some, Set.of("PERSON", "LOCATION", "NRP"));
      for (int j = 0; j < some.size(); j++) {
        String text = some.get(j);
        var must = new ArrayList<Span>();
        found.get(j).forEach(each -> must.add(each.in(new Piece(0, 0, false))));
        must.removeIf(span -> !hidesSomething(text, span));
        marked += must.size();
        misses.addAll(misses(text, must, verdicts.get(i + j)));
      }
    }
    assertThat(misses).isEmpty();
    assertThat(marked).isGreaterThan(TEXTS_EACH / 4);
  }

  private static void assertCovered(List<String> texts, Policy policy) throws IOException {
    var config =
        new PresidioConfig(server.url(), null, Secret.NONE, Duration.ofSeconds(10), "en", 10_000);
    var watched = new Watched(Presidio.recognizer(config, HASH, new SimpleMeterRegistry()));
    List<Verdict> verdicts = new ArrayList<>();
    try (ISanitizer sanitizer = Redaction.engine(HASH, List.of(watched))) {
      for (int i = 0; i < texts.size(); i += 200) {
        List<String> some = texts.subList(i, Math.min(i + 200, texts.size()));
        verdicts.addAll(
            sanitizer.sanitize(Tenant.DEFAULT, some.stream().map(Fragment::of).toList(), policy));
      }
    }
    Profile profile = Profile.of(api.supportedEntities(), api.recognizers(), List.of());
    Question question = Question.under(policy, profile);
    var misses = new ArrayList<String>();
    var marks = new TreeMap<String, Integer>();
    for (int i = 0; i < texts.size(); i += BATCH) {
      List<String> raw = texts.subList(i, Math.min(i + BATCH, texts.size()));
      List<Wording> sent =
          raw.stream().map(text -> question.wording(watched.shown.get(text))).toList();
      List<List<Found>> patterns = analyze(raw, patterns(policy, profile));
      for (int j = 0; j < raw.size(); j++) {
        var piece = new Piece(0, 0, false);
        var must = new ArrayList<Span>();
        for (Found found : patterns.get(j)) {
          must.add(Addresses.withoutKey(raw.get(j), found.in(piece)));
        }
        must.addAll(asSent(sent.get(j), question, names(policy, profile)));
        String text = raw.get(j);
        must.removeIf(span -> span.score() < policy.threshold() || !hidesSomething(text, span));
        must.forEach(span -> marks.merge(span.type(), 1, Integer::sum));
        misses.addAll(misses(raw.get(j), must, verdicts.get(i + j)));
      }
    }
    System.out.println(marks + " marked in " + texts.size() + " texts, missed " + misses.size());
    assertThat(misses).isEmpty();
    assertThat(marks).isNotEmpty();
  }

  /** What the analyzer marks in the pieces of a text that are sent. */
  private static List<Span> asSent(Wording wording, Question question, Set<String> names)
      throws IOException {
    List<Piece> pieces = Pieces.of(wording.text(), question.patterns()).sent();
    var spans = new ArrayList<Span>();
    if (!pieces.isEmpty() && !names.isEmpty()) {
      List<List<Found>> found =
          analyze(pieces.stream().map(piece -> piece.of(wording.text())).toList(), names);
      for (int i = 0; i < pieces.size(); i++) {
        Piece piece = pieces.get(i);
        found.get(i).forEach(each -> spans.add(wording.original(each.in(piece))));
      }
    }
    return spans;
  }

  /** Blanks and signs tell nothing, and what a model makes of them differs from batch to batch. */
  private static boolean hidesSomething(String text, Span span) {
    return text.substring(span.start(), span.end())
        .codePoints()
        .anyMatch(Character::isLetterOrDigit);
  }

  private static Set<String> patterns(Policy policy, Profile profile) {
    var patterns = new TreeSet<>(policy.entities());
    patterns.removeAll(NAMED);
    patterns.retainAll(profile.supported());
    return patterns;
  }

  private static Set<String> names(Policy policy, Profile profile) {
    var names = new TreeSet<>(policy.entities());
    names.retainAll(NAMED);
    names.retainAll(profile.supported());
    return names;
  }

  private static List<List<Found>> analyze(List<String> texts, Set<String> entities)
      throws IOException {
    List<String> sent =
        texts.stream().map(Surrogates::paired).map(text -> text.isEmpty() ? " " : text).toList();
    return api.analyze(sent, entities).orElseThrow();
  }

  /** What is marked and not masked, without its content. */
  private static List<String> misses(String raw, List<Span> must, Verdict verdict) {
    var masked = new BitSet();
    verdict.spans().forEach(span -> masked.set(span.start(), span.end()));
    var misses = new ArrayList<String>();
    for (Span span : must) {
      int clear = masked.nextClearBit(span.start());
      if (clear < span.end()) {
        misses.add(
            span.type()
                + " "
                + span.score()
                + " at "
                + (clear - span.start())
                + " of "
                + shape(raw.substring(span.start(), span.end())));
      }
    }
    return misses;
  }

  private static String shape(String text) {
    if (Boolean.getBoolean("differential.raw")) {
      return text;
    }
    return text.codePoints().anyMatch(c -> c > 127 || c < 32)
        ? text.codePoints()
            .mapToObj(c -> c > 127 || c < 32 ? "\\u%04x".formatted(c) : "a")
            .reduce("", String::concat)
        : text.replaceAll("\\p{Lu}", "A").replaceAll("\\p{Ll}", "a").replaceAll("\\d", "0");
  }
}
