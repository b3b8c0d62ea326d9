package org.faultmaven.adapters.presidio;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.adapters.call.CallLimits;
import org.faultmaven.adapters.call.ExternalCall;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.adapters.call.HttpSystem;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.redaction.Operator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Presidio anonymizer: its health, and the operators that a deployment names. They are tried on
 * made-up values, twice, before and again while they are used: one that shows a value, or gives
 * equal values different texts, replaces nothing. Safe for use by many threads.
 */
public final class Anonymizer implements Operator {
  private static final Logger LOG = LoggerFactory.getLogger(Anonymizer.class);
  private static final Duration TRIAL_LASTS = Duration.ofMinutes(5);
  private static final int BATCH = 200;
  private static final int BATCH_CHARS = 200_000;
  private static final int DIGITS = 8;

  private record Trial(List<String> answers, long until) {}

  private final HttpSystem http;
  private final AnonymizerApi api;
  private final Operators operators;
  private final ExternalSystem system;
  private final ExternalCall anonymize;
  private final ExternalCall handshake;
  private final KeyedHash hash;
  private final Remembered<Optional<String>> known;
  private final Counter unfit;
  private volatile @Nullable Trial trial;

  /**
   * @param http closed with this
   * @param timeout of one request
   * @param max how many values' texts are remembered
   */
  Anonymizer(
      HttpSystem http,
      Operators operators,
      ExternalSystem system,
      Duration timeout,
      KeyedHash hash,
      int max,
      MeterRegistry registry) {
    this.http = http;
    this.api = new AnonymizerApi(http);
    this.operators = operators;
    this.system = system;
    this.anonymize = system.call("anonymize", CallLimits.once(timeout));
    this.handshake = system.call("handshake", CallLimits.once(timeout));
    this.hash = hash;
    this.known = new Remembered<>(max);
    this.unfit =
        Counter.builder("faultmaven.presidio.operator.unfit")
            .description("Values that kept their pseudonym since the operator's text was not fit")
            .register(registry);
  }

  /** Whether it is asked for anything but its health. */
  public boolean hasOperators() {
    return !operators.isEmpty();
  }

  /**
   * Tries the operators, for a start that should not go on with wrong ones. One that is away is
   * tried before it is used.
   *
   * @throws BackendException not retryable, when it answers and an operator may not be used
   */
  public void requireFit() {
    if (hasOperators()) {
      try {
        handshake.run(this::shakeHands);
      } catch (CallFailedException e) {
        if (Trials.isUnfit(e) || !e.retryable()) {
          throw new BackendException(String.valueOf(e.getMessage()), false);
        }
        LOG.warn("{}; its operators are tried when it is there", e.getMessage());
      }
    }
  }

  /** With a keyed hash of the operators, since their parameters may be secret. */
  @Override
  public String id() {
    return "anonymizer-"
        + hash.of("operators", Tenant.DEFAULT, operators.json().toString()).substring(0, DIGITS);
  }

  @Override
  public boolean replaces(String type) {
    return operators.has(type);
  }

  @Override
  public Map<Value, String> replace(Collection<Value> values) {
    requireTried();
    Map<Value, String> replaced = new HashMap<>();
    List<Value> unknown = new ArrayList<>();
    for (Value value : values) {
      Optional<String> before = known.get(key(value));
      if (before == null) {
        unknown.add(value);
      } else {
        before.ifPresent(text -> replaced.put(value, text));
      }
    }
    for (int from = 0; from < unknown.size(); ) {
      int to = end(unknown, from);
      ask(unknown.subList(from, to), replaced);
      from = to;
    }
    return replaced;
  }

  private static int end(List<Value> values, int from) {
    int to = from;
    int chars = 0;
    do {
      chars += values.get(to).text().length();
      to++;
    } while (to < values.size()
        && to - from < BATCH
        && chars + values.get(to).text().length() <= BATCH_CHARS);
    return to;
  }

  private void ask(List<Value> batch, Map<Value, String> replaced) {
    Optional<List<String>> answer = anonymize.run(() -> api.anonymize(batch, operators));
    if (answer.isPresent()) {
      for (int i = 0; i < batch.size(); i++) {
        take(batch.get(i), answer.get().get(i), replaced);
      }
    } else if (batch.size() > 1) {
      ask(batch.subList(0, batch.size() / 2), replaced);
      ask(batch.subList(batch.size() / 2, batch.size()), replaced);
    } else {
      handshake.run(this::shakeHands);
      // Once more, now that it is known to be well: what failed may have been one of several.
      String text =
          anonymize
              .run(() -> api.anonymize(batch, operators))
              .map(List::getFirst)
              .orElseThrow(
                  () ->
                      new BackendException(
                          "presidio-anonymizer can't replace a value, while it does others",
                          false));
      take(batch.getFirst(), text, replaced);
    }
  }

  private void take(Value value, String text, Map<Value, String> replaced) {
    boolean fit = Replacement.isFit(text, value.text());
    known.put(key(value), fit ? Optional.of(text) : Optional.empty());
    if (fit) {
      replaced.put(value, text);
    } else {
      unfit.increment();
    }
  }

  private String key(Value value) {
    return hash.of("operator", Tenant.DEFAULT, value.type() + '\0' + value.text());
  }

  private void requireTried() {
    Trial last = trial;
    if (last == null || System.nanoTime() - last.until >= 0) {
      handshake.run(this::shakeHands);
    }
  }

  /** Texts of another server, or of other parameters of it, are forgotten. */
  private List<String> shakeHands() throws IOException {
    var missing = new TreeSet<>(operators.names());
    missing.removeAll(api.operators());
    if (!missing.isEmpty()) {
      throw Trials.unfit("presidio-anonymizer has no operator " + missing);
    }
    List<Value> values = Trials.values(operators.types());
    List<String> first = tried(values);
    Trials.require(values, first, tried(values));
    Trial last = trial;
    if (last != null && !last.answers.equals(first)) {
      known.clear();
    }
    trial = new Trial(first, System.nanoTime() + TRIAL_LASTS.toNanos());
    return first;
  }

  private List<String> tried(List<Value> values) throws IOException {
    return api.anonymize(values, operators)
        .orElseThrow(() -> Trials.unfit("presidio-anonymizer refuses the parameters"));
  }

  /** Where it has operators, they must be fit for it to be up. */
  @Override
  public Health check() {
    return system.check(
        () -> {
          Trial last = trial;
          if (hasOperators() && (last == null || System.nanoTime() - last.until > 0)) {
            shakeHands();
          }
          return api.health();
        });
  }

  @Override
  public void close() {
    http.close();
  }
}
