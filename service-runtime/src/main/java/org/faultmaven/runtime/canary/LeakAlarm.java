package org.faultmaven.runtime.canary;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known in this process of the leak canary: where it was seen, masked or not, and what
 * keeps anybody from looking. Raised once, when raw text was seen behind the sanitizer; it stays
 * raised until a restart. Thread-safe.
 */
public final class LeakAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(LeakAlarm.class);

  private final MeterRegistry meters;
  private final Instant begun;
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private final Map<String, String> hindrances = new ConcurrentSkipListMap<>();
  private volatile @Nullable String raised;

  public LeakAlarm(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.begun = clock.instant();
    Gauge.builder("faultmaven.canary.tripped", this, all -> all.raised == null ? 0 : 1)
        .description("1 once a secret of the leak canary was seen, until a restart")
        .register(meters);
  }

  /** A place where canaries are looked for; all of them are known from its first moment on. */
  public final class Place {
    private final String name;
    private final Counter leaks;
    private volatile Instant masked = begun;

    private Place(String name) {
      this.name = name;
      this.leaks =
          Counter.builder("faultmaven.canary.leaks")
              .description("Made-up secrets seen where only sanitised text may be, by place")
              .tag("place", name)
              .register(meters);
      // Never not a number: silence from the beginning on is silence too.
      Gauge.builder("faultmaven.canary.success.time", this, place -> seconds(place.masked))
          .description(
              "When the last canary came that was seen masked, by place, since the epoch; the"
                  + " process's start before the first")
          .baseUnit("seconds")
          .tag("place", name)
          .register(meters);
    }

    /** One was seen, and nothing secret with it. */
    public void masked(Instant came) {
      if (came.isAfter(masked)) {
        masked = came;
      }
    }

    /** A secret of one was seen. */
    public void leaked() {
      leaks.increment();
      raise("the leak canary was seen in the " + name + ": raw text passes the sanitizer");
    }
  }

  /**
   * @param name a few words, a label of metrics; asked for once
   */
  public Place at(String name) {
    return new Place(name);
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }

  /** Is told why, at once when the alarm was raised before. */
  public synchronized void onLeak(Consumer<String> listener) {
    listeners.add(listener);
    String why = raised;
    if (why != null) {
      listener.accept(why);
    }
  }

  private synchronized void raise(String seen) {
    if (raised == null) {
      raised = seen;
      LOG.error("{}", seen);
      listeners.forEach(listener -> listener.accept(seen));
    }
  }

  /** Where it was seen, a sentence without content; null when it was not. */
  public @Nullable String raised() {
    return raised;
  }

  /**
   * Says what keeps a part of the canary from its work.
   *
   * @param part whose
   * @param why a sentence without content that says what to do; null when nothing does any more
   */
  public void hindered(String part, @Nullable String why) {
    if (why == null) {
      hindrances.remove(part);
    } else if (!why.equals(hindrances.put(part, why))) {
      LOG.warn("The leak canary waits ({}): {}", part, why);
    }
  }

  /** By part, what keeps it from its work. */
  public Map<String, String> hindrances() {
    return Map.copyOf(hindrances);
  }
}
