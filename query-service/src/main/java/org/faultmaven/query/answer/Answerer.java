package org.faultmaven.query.answer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.query.search.Degraded;
import org.faultmaven.query.search.Retrieval;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions. The evidence is found before any model is asked, so that a weak model, or
 * none, still leaves an answer: ranked evidence, its timeline, and what is new in it.
 */
public final class Answerer {
  private final Retrieval retrieval;
  private final TimeParser times;
  private final EvidenceSearch search;
  private final AnswerText extracts;
  private final ModelText modelText;
  private final @Nullable ModelAnswerer models;
  private final Map<String, Timer> answers;

  /**
   * @param models null when no model is configured
   */
  Answerer(
      Retrieval retrieval,
      TimeParser times,
      EvidenceSearch search,
      AnswerText extracts,
      ModelText modelText,
      @Nullable ModelAnswerer models,
      MeterRegistry meters) {
    this.retrieval = retrieval;
    this.times = times;
    this.search = search;
    this.extracts = extracts;
    this.modelText = modelText;
    this.models = models;
    this.answers =
        Stream.of(Answer.MODEL, Answer.EXTRACTIVE)
            .collect(Collectors.toMap(Function.identity(), mode -> timer(mode, meters)));
  }

  private static Timer timer(String mode, MeterRegistry meters) {
    return Timer.builder("faultmaven.questions")
        .description("Questions answered, by the kind of answer, with their duration")
        .tag("mode", mode)
        .register(meters);
  }

  /**
   * Answers. From the moment that the listener is told of the evidence, an interruption of the
   * thread ends it early.
   *
   * @param listener is told of the answer while it comes
   * @throws BackendException when neither index answers; never because of a model
   * @throws CancellationException when it was interrupted
   */
  public Answer answer(AskedQuestion asked, AnswerListener listener) {
    try (TraceSpan span = TraceSpan.child("answer")) {
      try {
        return measured(asked, listener, span);
      } catch (RuntimeException e) {
        span.failed(e);
        throw e;
      }
    }
  }

  private Answer measured(AskedQuestion asked, AnswerListener listener, TraceSpan span) {
    Timer.Sample begun = Timer.start();
    Findings findings = find(asked);
    listener.evidence(findings.hits());
    Answer answer = models == null ? null : byModel(models, asked, findings, listener);
    if (answer == null) {
      answer = extractive(asked, findings, NoModel.CONFIGURED, listener);
    }
    begun.stop(Objects.requireNonNull(answers.get(answer.mode())));
    span.id("faultmaven.answer.mode", answer.mode())
        .number("faultmaven.hits", findings.hits().size());
    return answer;
  }

  private Findings find(AskedQuestion asked) {
    AskedTime time = time(asked);
    Degraded degraded = retrieval.degraded();
    Evidence evidence;
    try (TraceSpan _ = TraceSpan.child("find evidence")) {
      evidence =
          search.find(
              time.rest(), time.window(), asked.source(), asked.preferredDocuments(), degraded);
    }
    if (asked.inProcessOnly()) {
      degraded.sanitisedInProcess();
    }
    return new Findings(time, evidence, degraded.notes());
  }

  private AskedTime time(AskedQuestion asked) {
    FollowUp followed = FollowUp.of(asked);
    if (!asked.range().open()) {
      return times.given(followed.text(), Window.range(asked.range().from(), asked.range().to()));
    }
    AskedTime time = times.parse(followed.text());
    Window before = followed.window();
    return time.window().all() && !before.all() ? times.given(time.rest(), before) : time;
  }

  private @Nullable Answer byModel(
      ModelAnswerer with, AskedQuestion asked, Findings findings, AnswerListener listener) {
    if (asked.inProcessOnly()) {
      return extractive(asked, findings, NoModel.UNSANITISED, listener);
    }
    if (!with.budget().left(asked.sessionId())) {
      return extractive(asked, findings, NoModel.SPENT, listener);
    }
    if (findings.evidence().isEmpty() && with.tools().list().isEmpty()) {
      return extractive(asked, findings, NoModel.NOTHING_TO_SHOW, listener);
    }
    Investigation investigation = with.begin(asked, findings, listener);
    investigation.run();
    return investigation.draft().hasFacts()
        ? written(asked, findings, investigation)
        : extractive(asked, findings, NoModel.failed(investigation), listener);
  }

  private Answer written(AskedQuestion asked, Findings findings, Investigation investigation) {
    Draft draft = investigation.draft();
    List<String> next =
        draft.next().isEmpty() ? NextSteps.of(findings, asked.source() != null) : draft.next();
    String note =
        !investigation.failure().isEmpty()
            ? "This answer is not whole, for " + investigation.failure() + "."
            : investigation.cut()
                ? "The model's answer was cut at its longest (llm.max-tokens)."
                : "";
    modelText.complete(draft, findings.timeline(), next, note);
    return new Answer(
        draft.text(),
        Answer.MODEL,
        investigation.model().isEmpty() ? null : investigation.model(),
        findings.times(),
        orNull(joined(findings.notes(), note)),
        findings.hits(),
        findings.timeline(),
        investigation.toolUses(),
        ModelText.notKnown(draft),
        next,
        draft.removedCitations(),
        draft.uncited(),
        investigation.usage());
  }

  private Answer extractive(
      AskedQuestion asked, Findings findings, NoModel why, AnswerListener listener) {
    boolean bySource = asked.source() != null;
    List<String> next = NextSteps.of(findings, bySource);
    String text =
        findings.evidence().isEmpty()
            ? extracts.nothing(findings, bySource)
            : extracts.found(asked.question().text(), findings, why, next);
    listener.text(text);
    Investigation tried = why.tried();
    return new Answer(
        text,
        Answer.EXTRACTIVE,
        null,
        findings.times(),
        orNull(joined(findings.notes(), why.degraded())),
        findings.hits(),
        findings.timeline(),
        tried == null ? List.of() : tried.toolUses(),
        List.of(AnswerText.NOT_KNOWN),
        next,
        tried == null ? null : tried.draft().removedCitations(),
        tried == null ? null : tried.draft().uncited(),
        tried == null ? null : tried.usage());
  }

  private static String joined(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + " " + other;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
