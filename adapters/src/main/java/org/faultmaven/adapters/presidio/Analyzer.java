package org.faultmaven.adapters.presidio;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.adapters.call.CallLimits;
import org.faultmaven.adapters.call.ExternalCall;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Health;
import org.jspecify.annotations.Nullable;

/**
 * A Presidio analyzer: knows what the server is, and finds out which text is to blame when it
 * fails. Whatever it can't answer for is an outage, which may be over later; only a text that it
 * fails on alone, while it does others, is at fault itself. Safe for use by many threads.
 */
final class Analyzer {
  /** The server may be another one, or have another model, after so long. */
  private static final Duration PROFILE_LASTS = Duration.ofMinutes(5);

  private record Known(Profile profile, long until) {}

  private final AnalyzerApi api;
  private final ExternalSystem system;
  private final ExternalCall analyze;
  private final ExternalCall handshake;
  private final Suspects suspects = new Suspects();
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Known known;

  /**
   * @param timeout of one request
   */
  Analyzer(AnalyzerApi api, ExternalSystem system, Duration timeout) {
    this.api = api;
    this.system = system;
    // Whoever asks has a loop of its own, and must not hold up others meanwhile.
    this.analyze = system.call("analyze", CallLimits.once(timeout));
    this.handshake = system.call("handshake", CallLimits.once(timeout));
  }

  /**
   * What the server is.
   *
   * @param entities that it must be able to find
   * @throws BackendException retryable, when it can't be asked or can't find them
   */
  Profile profile(Set<String> entities) {
    wanted.addAll(entities);
    Known now = known;
    if (now != null && System.nanoTime() - now.until < 0) {
      require(now.profile, entities);
      return now.profile;
    }
    Profile profile = handshake.run(this::shakeHands);
    require(profile, entities);
    return profile;
  }

  /** What is known of the server without asking; null when nothing is. */
  @Nullable Profile knownProfile() {
    Known now = known;
    return now == null ? null : now.profile;
  }

  private Profile shakeHands() throws IOException {
    Set<String> supported = api.supportedEntities();
    Set<String> recognizers = api.recognizers();
    Profile profile = Profile.of(supported, recognizers, probe(supported));
    known = new Known(profile, System.nanoTime() + PROFILE_LASTS.toNanos());
    return profile;
  }

  private List<List<Found>> probe(Set<String> entities) throws IOException {
    return api.analyze(Profile.PROBE, entities)
        .orElseThrow(
            () ->
                new CallFailedException(
                    "not analyzed", "presidio fails on every text: see its log", true));
  }

  private static void require(Profile profile, Set<String> entities) {
    var missing = new TreeSet<>(entities);
    missing.removeAll(profile.supported());
    if (!missing.isEmpty()) {
      throw new CallFailedException(
          "unsupported entities",
          "presidio can't find "
              + missing
              + ", which the policy masks: give it a model for presidio.language, or choose another"
              + " policy",
          true);
    }
  }

  /**
   * Analyses texts, in as many requests as it takes.
   *
   * @param told of each text before this returns, in any order
   * @throws BackendException not retryable when one of them can't be analysed
   */
  void analyze(List<Asked> texts, Set<String> entities, Told told) {
    for (List<Asked> batch : suspects.batches(texts)) {
      analyzeBatch(batch, entities, told);
    }
  }

  /** Takes answers as they come, so that they are not asked for again when a later one fails. */
  interface Told {
    void found(Asked text, List<Found> found);
  }

  private void analyzeBatch(List<Asked> batch, Set<String> entities, Told told) {
    Optional<List<List<Found>>> answer = ask(batch, entities);
    if (answer.isPresent()) {
      suspects.answered(keys(batch));
      for (int i = 0; i < batch.size(); i++) {
        told.found(batch.get(i), answer.get().get(i));
      }
    } else if (batch.size() > 1) {
      analyzeBatch(batch.subList(0, batch.size() / 2), entities, told);
      analyzeBatch(batch.subList(batch.size() / 2, batch.size()), entities, told);
    } else {
      known = null;
      assureWell();
      throw refused();
    }
  }

  private Optional<List<List<Found>>> ask(List<Asked> batch, Set<String> entities) {
    boolean suspected = suspects.level(batch.getFirst().key()) >= Suspects.ALONE;
    if (suspected) {
      assureWell();
    }
    List<String> texts = batch.stream().map(Asked::text).toList();
    try {
      return analyze.run(() -> api.analyze(texts, entities));
    } catch (CallFailedException e) {
      known = null;
      if (e.isTimeout()) {
        suspects.late(keys(batch));
        if (suspected) {
          throw refused();
        }
      }
      throw e;
    }
  }

  /**
   * @throws BackendException retryable, when the server is not well, so that no text is to blame
   */
  private void assureWell() {
    Profile profile = handshake.run(this::shakeHands);
    require(profile, wanted);
  }

  private static BackendException refused() {
    return new BackendException("presidio can't analyse a text, while it does others", false);
  }

  private static List<String> keys(List<Asked> batch) {
    var keys = new ArrayList<String>(batch.size());
    batch.forEach(text -> keys.add(text.key()));
    return keys;
  }

  /** After a failure it must really analyse something to be up. */
  Health check() {
    return system.check(
        () -> {
          Known now = known;
          require(now == null ? shakeHands() : now.profile, wanted);
          return api.health();
        });
  }
}
