package org.faultmaven.adapters.presidio;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.faultmaven.adapters.call.HttpSystem;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.redaction.Draft;
import org.faultmaven.redaction.Recognizer;
import org.faultmaven.redaction.Wording;
import org.jspecify.annotations.Nullable;

/** Presidio's findings, each text asked for once as long as it is remembered. */
final class PresidioRecognizer implements Recognizer {
  private static final String TOO_LONG = "presidio-length";
  private static final int FINGERPRINT_DIGITS = 8;

  private final Analyzer analyzer;
  private final HttpSystem http;
  private final String language;
  private final KeyedHash hash;
  private final VerdictCache cache;
  private final Counter sent;

  /**
   * @param http closed with this
   */
  PresidioRecognizer(
      Analyzer analyzer,
      HttpSystem http,
      String language,
      KeyedHash hash,
      VerdictCache cache,
      MeterRegistry registry) {
    this.analyzer = analyzer;
    this.http = http;
    this.language = language;
    this.hash = hash;
    this.cache = cache;
    this.sent =
        Counter.builder("faultmaven.presidio.texts")
            .description("Texts that Presidio was asked about")
            .register(registry);
  }

  /** With what the server turned out to be, once that is known. */
  @Override
  public String id() {
    Profile profile = analyzer.knownProfile();
    return profile == null
        ? "presidio"
        : "presidio-" + profile.fingerprint().substring(0, FINGERPRINT_DIGITS);
  }

  /** A draft as it is shown: its wording, that without lone surrogates, and what is sent of it. */
  private record Shown(Wording wording, String text, Pieces pieces, List<Asked> asked) {
    /** Nothing of the text. */
    @Override
    public String toString() {
      return "Shown[" + text.length() + " chars, " + asked.size() + " asked]";
    }
  }

  @Override
  public List<List<Span>> recognize(List<Draft> drafts, Policy policy) {
    Profile profile = analyzer.profile(Question.onlyPresidios(policy));
    Question question = Question.under(policy, profile);
    String prefix = prefix(policy, question, profile);
    Map<String, List<Found>> verdicts = new HashMap<>();
    Map<String, Asked> unknown = new LinkedHashMap<>();
    List<Shown> all = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      Shown shown = shown(draft, question, prefix);
      all.add(shown);
      for (Asked asked : shown.asked) {
        if (!verdicts.containsKey(asked.key()) && !unknown.containsKey(asked.key())) {
          List<Found> known = cache.get(asked.key());
          if (known == null) {
            unknown.put(asked.key(), asked);
          } else {
            verdicts.put(asked.key(), known);
          }
        }
      }
    }
    ask(List.copyOf(unknown.values()), question, verdicts);
    var spans = new ArrayList<List<Span>>(all.size());
    var phones = new Phones();
    for (int i = 0; i < all.size(); i++) {
      List<Span> found = spans(all.get(i), question, verdicts);
      if (!question.patterns()) {
        Numbers.find(drafts.get(i).text(), found);
        phones.find(drafts.get(i).text(), found);
      }
      spans.add(found);
    }
    return spans;
  }

  private Shown shown(Draft draft, Question question, String prefix) {
    Wording wording = question.wording(draft);
    String text = Surrogates.paired(wording.text());
    Pieces pieces = Pieces.of(text, question.patterns());
    List<Asked> asked = new ArrayList<>(pieces.sent().size());
    for (Piece piece : question.entities().isEmpty() ? List.<Piece>of() : pieces.sent()) {
      String part = piece.of(text);
      asked.add(new Asked(hash.of("presidio", Tenant.DEFAULT, prefix + part), part));
    }
    return new Shown(wording, text, pieces, asked);
  }

  /** All that a verdict depends on besides the text. */
  private String prefix(Policy policy, Question question, Profile profile) {
    return String.join(
        "\0",
        policy.name(),
        Integer.toString(policy.version()),
        language,
        new TreeSet<>(question.entities()).toString(),
        profile.fingerprint(),
        "");
  }

  private void ask(List<Asked> unknown, Question question, Map<String, List<Found>> verdicts) {
    if (unknown.isEmpty()) {
      return;
    }
    sent.increment(unknown.size());
    analyzer.analyze(
        unknown,
        question.entities(),
        (text, found) -> {
          cache.put(text.key(), found);
          verdicts.put(text.key(), found);
        });
  }

  private static List<Span> spans(
      Shown shown, Question question, Map<String, List<Found>> verdicts) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < shown.asked.size(); i++) {
      Piece piece = shown.pieces.sent().get(i);
      List<Found> verdict = verdicts.get(shown.asked.get(i).key());
      if (verdict == null) {
        throw new IllegalStateException("a text without a verdict");
      }
      for (Found found : verdict) {
        spans.add(shown.wording.original(Addresses.withoutKey(shown.text, found.in(piece))));
      }
    }
    @Nullable String type = question.onlyHere();
    if (type != null) {
      for (Piece piece : shown.pieces.unsent()) {
        Span whole = new Span(piece.start(), piece.end(), type, 1, TOO_LONG);
        spans.add(shown.wording.original(whole));
      }
    }
    return spans;
  }

  @Override
  public Health check() {
    return analyzer.check();
  }

  @Override
  public void close() {
    http.close();
  }
}
