package org.faultmaven.query.answer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What models cost, and what became of what they wrote. */
final class ModelMeters {
  /** How a model's answer ended. */
  enum Outcome {
    WHOLE,
    PART,
    NONE;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Counter input;
  private final Counter output;
  private final Counter citations;
  private final Counter sentences;
  private final Counter attributed;
  private final Map<Outcome, Counter> answers;

  ModelMeters(MeterRegistry meters) {
    input = tokens("input", meters);
    output = tokens("output", meters);
    citations = removed("citation", meters);
    sentences = removed("sentence", meters);
    attributed =
        Counter.builder("faultmaven.model.attributed")
            .description("Citations set for a model that had set none")
            .register(meters);
    answers =
        Stream.of(Outcome.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    outcome ->
                        Counter.builder("faultmaven.model.answers")
                            .description("Questions put to a model, by what came of it")
                            .tag("outcome", outcome.label())
                            .register(meters)));
  }

  private static Counter tokens(String direction, MeterRegistry meters) {
    return Counter.builder("faultmaven.model.tokens")
        .description("Tokens sent to models and received; estimated where a provider counts none")
        .tag("direction", direction)
        .register(meters);
  }

  private static Counter removed(String what, MeterRegistry meters) {
    return Counter.builder("faultmaven.model.removed")
        .description("What was taken out of models' answers, since the evidence does not hold it")
        .tag("what", what)
        .register(meters);
  }

  void used(long in, long out) {
    input.increment((double) in);
    output.increment((double) out);
  }

  void ended(Outcome outcome, Draft draft) {
    citations.increment(draft.removedCitations());
    sentences.increment(draft.uncited());
    attributed.increment(draft.attributed());
    Objects.requireNonNull(answers.get(outcome)).increment();
  }
}
