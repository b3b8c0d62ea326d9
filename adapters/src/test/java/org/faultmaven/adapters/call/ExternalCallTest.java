package org.faultmaven.adapters.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.faultmaven.contracts.kit.ManualClock;
import org.faultmaven.contracts.kit.RecordingTracer;
import org.faultmaven.contracts.kit.RecordingTracer.Ended;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Health.Breaker;
import org.faultmaven.contracts.trace.TraceSpan;
import org.junit.jupiter.api.Test;

class ExternalCallTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration OPEN = Duration.ofSeconds(60);
  private static final String CONTENT = "user jane.roe@example.com";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final ExternalSystem system =
      new ExternalSystem("chroma", "Start it.", new BreakerLimits(5, OPEN), registry, clock);
  private final ExternalCall search =
      system.call("search", new CallLimits(LONG, 2, Duration.ofMillis(1)));
  private final ExternalCall once = system.call("once", CallLimits.once(LONG));

  @Test
  void gives_what_the_attempt_gives() {
    assertThat(search.run(() -> 42)).isEqualTo(42);
    assertThat(attempts("search", "success")).isEqualTo(1);
    assertThat(system.lastError()).isNull();
  }

  @Test
  void is_one_span_with_all_its_attempts() {
    var tracer = new RecordingTracer();
    var attempts = new AtomicInteger();
    var within = new AtomicReference<TraceSpan>();
    try (TraceSpan _ = tracer.begin("request")) {
      assertThatThrownBy(
              () ->
                  search.run(
                      () -> {
                        within.set(TraceSpan.current());
                        return away(attempts);
                      }))
          .isInstanceOf(BackendException.class);
    }
    search.run(() -> 42);

    assertThat(tracer.ended())
        .extracting(Ended::name)
        .containsExactly("call chroma.search", "request");
    Ended call = tracer.ended().getFirst();
    assertThat(call.parent()).isEqualTo(tracer.ended().getLast().context());
    assertThat(call.attributes()).containsEntry("faultmaven.backend.attempts", 3L);
    assertThat(call.error()).isEqualTo("ConnectException");
    assertThat(call.toString()).doesNotContain("jane");
    assertThat(within.get().context()).isEqualTo(call.context());
  }

  @Test
  void an_attempt_may_give_nothing() {
    assertThat(search.<Void>run(() -> null)).isNull();
  }

  @Test
  void tries_again_after_an_outage() {
    var attempts = new AtomicInteger();

    String answer =
        search.run(
            () -> {
              if (attempts.incrementAndGet() < 3) {
                throw new ConnectException(CONTENT);
              }
              return "here";
            });

    assertThat(answer).isEqualTo("here");
    assertThat(attempts("search", "failure")).isEqualTo(2);
    assertThat(attempts("search", "success")).isEqualTo(1);
    assertThat(
            registry.get("faultmaven.backend.retries").tag("operation", "search").counter().count())
        .isEqualTo(2);
    assertThat(system.lastError()).isEqualTo("ConnectException");
  }

  @Test
  void gives_up_after_its_retries() {
    var attempts = new AtomicInteger();

    BackendException failure =
        catchThrowableOfType(BackendException.class, () -> search.run(() -> away(attempts)));

    assertThat(attempts).hasValue(3);
    assertThat(failure.retryable()).isTrue();
    assertThat(failure).hasMessage("chroma can't be reached (ConnectException). Start it.");
  }

  @Test
  void does_not_try_again_what_was_refused() {
    var attempts = new AtomicInteger();
    var refused = new CallFailedException("HTTP 422", "chroma refused it", false);

    assertThatThrownBy(
            () ->
                search.run(
                    () -> {
                      attempts.incrementAndGet();
                      throw refused;
                    }))
        .isSameAs(refused);
    assertThat(attempts).hasValue(1);
    assertThat(attempts("search", "refused")).isEqualTo(1);
    assertThat(system.lastError()).isEqualTo("HTTP 422");
  }

  @Test
  void no_error_holds_what_was_sent_or_received() {
    for (Exception thrown :
        new Exception[] {
          new IOException(CONTENT, new IllegalStateException(CONTENT)),
          new IllegalArgumentException(CONTENT),
          new Exception(CONTENT)
        }) {
      Throwable failure =
          catchThrowableOfType(
              BackendException.class,
              () ->
                  once.run(
                      () -> {
                        throw thrown;
                      }));

      for (Throwable each = failure; each != null; each = each.getCause()) {
        assertThat(each.toString()).doesNotContain("jane");
        assertThat(each.getSuppressed()).isEmpty();
      }
      assertThat(failure.getCause()).hasStackTraceContaining(getClass().getName());
    }
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .noneMatch(id -> id.toString().contains("jane"));
  }

  @Test
  void a_defect_is_not_retryable_and_a_known_failure_stays_what_it_is() {
    assertThatThrownBy(() -> once.run(() -> Integer.parseInt(CONTENT)))
        .hasMessage("chroma: once failed (NumberFormatException)")
        .extracting(e -> ((BackendException) e).retryable())
        .isEqualTo(false);
    assertThatThrownBy(
            () ->
                once.run(
                    () -> {
                      throw new BackendException("full", true);
                    }))
        .hasMessage("full")
        .extracting(e -> ((BackendException) e).retryable())
        .isEqualTo(true);
  }

  @Test
  void an_attempt_that_takes_too_long_is_interrupted() throws InterruptedException {
    var interrupted = new CountDownLatch(1);
    ExternalCall quick = system.call("quick", CallLimits.once(Duration.ofMillis(20)));

    assertThatThrownBy(() -> quick.run(() -> waitForInterrupt(interrupted)))
        .hasMessage("chroma did not answer quick within 20 ms. Start it.")
        .extracting(e -> ((BackendException) e).retryable())
        .isEqualTo(true);

    interrupted.await();
    assertThat(attempts("quick", "timeout")).isEqualTo(1);
    assertThat(system.lastError()).isEqualTo("timeout");
  }

  @Test
  void whoever_is_interrupted_stops_waiting_and_stays_so() throws InterruptedException {
    var started = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var failure = new AtomicReference<Throwable>();
    var flag = new AtomicBoolean();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    search.<Void>run(
                        () -> {
                          started.countDown();
                          return waitForInterrupt(interrupted);
                        });
                  } catch (BackendException e) {
                    failure.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                  }
                });
    started.await();
    caller.interrupt();
    caller.join();

    interrupted.await();
    assertThat(failure.get()).hasMessage("chroma: search was interrupted");
    assertThat(flag).isTrue();
    assertThat(attempts("search", "interrupted")).isEqualTo(1);
    assertThat(system.lastError()).isNull();
  }

  @Test
  void an_error_of_the_machine_is_no_failure_of_the_system() {
    assertThatThrownBy(
            () ->
                search.run(
                    () -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(system.lastError()).isNull();
  }

  @Test
  void leaves_a_system_alone_that_fails_again_and_again() {
    failTimes(4);
    assertThat(system.breaker()).isEqualTo(Breaker.CLOSED);
    failTimes(1);
    assertThat(system.breaker()).isEqualTo(Breaker.OPEN);
    assertThat(state("open")).isEqualTo(1);
    assertThat(state("closed")).isZero();

    var asked = new AtomicInteger();
    BackendException failure =
        catchThrowableOfType(BackendException.class, () -> search.run(asked::incrementAndGet));

    assertThat(asked).hasValue(0);
    assertThat(failure.retryable()).isTrue();
    assertThat(failure)
        .hasMessage(
            "chroma is not asked for a while, since it failed again and again (last:"
                + " ConnectException). Start it.");
    assertThat(
            registry
                .get("faultmaven.backend.rejected")
                .tag("operation", "search")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void a_success_in_between_keeps_the_breaker_closed() {
    for (int i = 0; i < 5; i++) {
      failTimes(4);
      assertThat(once.run(() -> i(1))).isEqualTo(1);
    }
    assertThat(system.breaker()).isEqualTo(Breaker.CLOSED);
  }

  @Test
  void what_is_refused_does_not_open_the_breaker() {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(
              () ->
                  once.run(
                      () -> {
                        throw new CallFailedException("HTTP 400", "no", false);
                      }))
          .hasMessage("no");
    }
    assertThat(system.breaker()).isEqualTo(Breaker.CLOSED);
  }

  @Test
  void tries_one_call_when_the_time_is_over() {
    failTimes(5);
    clock.advance(OPEN.plusMillis(1));
    assertThat(once.run(() -> "back")).isEqualTo("back");
    assertThat(system.breaker()).isEqualTo(Breaker.CLOSED);

    failTimes(5);
    clock.advance(OPEN.plusMillis(1));
    failTimes(1);
    assertThat(system.breaker()).isEqualTo(Breaker.OPEN);
  }

  @Test
  void a_retried_call_stops_when_the_breaker_opens() {
    failTimes(4);
    var attempts = new AtomicInteger();

    assertThatThrownBy(() -> search.run(() -> away(attempts))).isInstanceOf(BackendException.class);

    assertThat(attempts).hasValue(1);
  }

  @Test
  void whoever_comes_while_one_call_decides_waits_for_it() throws InterruptedException {
    failTimes(5);
    clock.advance(OPEN.plusMillis(1));
    var deciding = new CountDownLatch(1);
    var decide = new CountDownLatch(1);
    Thread first =
        Thread.ofVirtual()
            .start(
                () ->
                    once.<Void>run(
                        () -> {
                          deciding.countDown();
                          decide.await();
                          return null;
                        }));
    deciding.await();
    ExternalCall patient =
        system.call("patient", new CallLimits(LONG, 1_000, Duration.ofMillis(10)));
    var answer = new AtomicReference<String>();
    Thread second = Thread.ofVirtual().start(() -> answer.set(patient.run(() -> "served")));

    while (registry.get("faultmaven.backend.retries").tag("operation", "patient").counter().count()
        < 1) {
      Thread.onSpinWait();
    }
    decide.countDown();
    first.join();
    second.join();

    assertThat(answer).hasValue("served");
  }

  @Test
  void an_interrupted_call_gives_its_turn_back() throws InterruptedException {
    failTimes(5);
    clock.advance(OPEN.plusMillis(1));
    var started = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    once.<Void>run(
                        () -> {
                          started.countDown();
                          return waitForInterrupt(new CountDownLatch(1));
                        });
                  } catch (BackendException _) {
                    started.countDown();
                  }
                });
    started.await();
    caller.interrupt();
    caller.join();

    assertThat(once.run(() -> "mine")).isEqualTo("mine");
  }

  @Test
  void a_check_says_how_it_stands() {
    Health up = system.check(() -> "pong");
    assertThat(up.up()).isTrue();
    assertThat(up.detail()).isNull();
    assertThat(up.latency()).isPositive();
    assertThat(up.calls()).isEqualTo(new Health.Calls(Breaker.CLOSED, null));

    Health down = system.check(() -> away(new AtomicInteger()));
    assertThat(down.up()).isFalse();
    assertThat(down.detail()).isEqualTo("chroma can't be reached (ConnectException). Start it.");
    assertThat(down.calls()).isEqualTo(new Health.Calls(Breaker.CLOSED, "ConnectException"));
  }

  @Test
  void a_check_asks_although_the_breaker_is_open_and_lets_the_next_call_decide() {
    failTimes(5);
    assertThat(system.check(() -> away(new AtomicInteger())).calls())
        .isEqualTo(new Health.Calls(Breaker.OPEN, "ConnectException"));

    Health back = system.check(() -> "pong");

    assertThat(back.up()).isTrue();
    assertThat(back.calls()).isEqualTo(new Health.Calls(Breaker.HALF_OPEN, "ConnectException"));
    assertThat(once.run(() -> "back")).isEqualTo("back");
    assertThat(system.breaker()).isEqualTo(Breaker.CLOSED);
  }

  @Test
  void checks_that_fail_do_not_open_the_breaker() {
    for (int i = 0; i < 20; i++) {
      assertThat(system.check(() -> away(new AtomicInteger())).up()).isFalse();
    }
    assertThat(system.breaker()).isEqualTo(Breaker.CLOSED);
  }

  @Test
  void labels_are_few_and_known() {
    assertThat(once.run(() -> 1)).isEqualTo(1);

    assertThat(registry.getMeters())
        .flatExtracting(meter -> meter.getId().getTags())
        .extracting(tag -> tag.getKey())
        .containsOnly("backend", "operation", "outcome", "state");
  }

  private void failTimes(int times) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> once.run(() -> away(new AtomicInteger())))
          .isInstanceOf(BackendException.class);
    }
  }

  private static int i(int value) {
    return value;
  }

  private static String away(AtomicInteger attempts) throws IOException {
    attempts.incrementAndGet();
    throw new ConnectException(CONTENT);
  }

  private static Void waitForInterrupt(CountDownLatch interrupted) throws InterruptedException {
    try {
      new CountDownLatch(1).await();
      throw new IllegalStateException("nobody counts it down");
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }

  private long attempts(String operation, String outcome) {
    return registry
        .get("faultmaven.backend.calls")
        .tag("backend", "chroma")
        .tag("operation", operation)
        .tag("outcome", outcome)
        .timer()
        .count();
  }

  private double state(String state) {
    return registry.get("faultmaven.backend.breaker").tag("state", state).gauge().value();
  }
}
