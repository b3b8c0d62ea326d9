package org.faultmaven.sanitizer.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.queue.Gate;
import org.faultmaven.sanitizer.queue.Waiting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The stream as a part of the application: starts and stops with it.
 *
 * <p>It fails closed. Whatever a processor throws aborts the transaction: nothing of it is seen.
 * The thread waits a little, longer each time, and is replaced; the new one reads the same records
 * again. Where records wait for a sanitiser elsewhere, its outage does not come that far: the
 * stream is paused until it is back. Either way an outage holds the stream, its lag shows, and
 * nothing is put aside because of it. Only an error of the virtual machine ends the stream.
 */
public final class SanitizerStream implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SanitizerStream.class);

  /** Leaves the group, so that whoever comes next need not wait for this one's session to end. */
  private static final CloseOptions CLOSE =
      CloseOptions.timeout(Duration.ofSeconds(30))
          .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

  /** A thread that takes over fails within this time, if what failed before still does. */
  private static final Duration DOUBT = Duration.ofSeconds(10);

  private final FaultMavenConfig config;
  private final SanitizerTopology topology;
  private final ISanitizer sanitizer;
  private final @Nullable Waiting waiting;
  private final MeterRegistry meters;
  private final Meters counted;
  private final Clock clock;
  private final Backoff backoff;
  private volatile Instant heldUntil = Instant.MIN;
  private volatile CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable KafkaStreams streams;
  private @Nullable KafkaStreamsMetrics streamsMetrics;
  private volatile @Nullable Hold hold;
  private volatile @Nullable String lastError;
  private volatile @Nullable String halted;

  /**
   * @param sanitizer asked whether it is back; the caller closes it
   * @param waiting the topology's, or null when it has none
   */
  public SanitizerStream(
      FaultMavenConfig config,
      SanitizerTopology topology,
      ISanitizer sanitizer,
      @Nullable Waiting waiting,
      MeterRegistry meters,
      Clock clock) {
    this.config = config;
    this.topology = topology;
    this.sanitizer = sanitizer;
    this.waiting = waiting;
    this.meters = meters;
    this.counted = new Meters(meters);
    this.clock = clock;
    this.backoff = new Backoff(clock);
    Gauge.builder("faultmaven.sanitizer.running", () -> isReady() ? 1 : 0)
        .description("1 while records pass, else 0")
        .register(meters);
  }

  /**
   * Starts in the background: returns before the stream has its partitions.
   *
   * @throws UncheckedIOException when the state directory can't be made
   */
  @Override
  public synchronized void start() {
    if (streams != null || halted != null) {
      return;
    }
    makeStateDirectory();
    stopping = new CountDownLatch(1);
    var started = new KafkaStreams(topology.build(), StreamSettings.of(config));
    started.setUncaughtExceptionHandler(this::failed);
    streams = started;
    holdWhileAway(started);
    started.start();
    var metrics = new KafkaStreamsMetrics(started);
    metrics.bindTo(meters);
    streamsMetrics = metrics;
  }

  private void holdWhileAway(KafkaStreams started) {
    if (waiting == null) {
      return;
    }
    Gate gate = waiting.gate();
    gate.open();
    var holding =
        new Hold(
            gate,
            () -> sanitizer.check().up(),
            backoff::next,
            new Hold.Holdable() {
              @Override
              public void pause() {
                started.pause();
              }

              @Override
              public void resume() {
                heldUntil = clock.instant().plus(DOUBT);
                started.resume();
              }
            });
    gate.onShut(
        error -> {
          count(error);
          holding.begin(error);
        });
    hold = holding;
  }

  private void makeStateDirectory() {
    Path directory = StreamSettings.stateDirectory(config);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "sanitizer.state-directory " + directory + " can't be made; name one that can", e);
    }
  }

  /** Called by the thread that failed, which holds its place until this returns. */
  private StreamThreadExceptionResponse failed(Throwable failure) {
    Throwable cause = cause(failure);
    String error = cause.getClass().getSimpleName();
    count(error);
    if (cause instanceof VirtualMachineError) {
      LOG.error("The stream ends: {}. Give it more memory, or fewer threads.", error);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    Duration wait = backoff.next();
    heldUntil = clock.instant().plus(wait).plus(DOUBT);
    LOG.warn("The stream is held by {}; it tries again in {} ms", error, wait.toMillis());
    try {
      return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)
          ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
          : StreamThreadExceptionResponse.REPLACE_THREAD;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
  }

  private void count(String error) {
    lastError = error;
    counted.held(error);
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Ends the transactions under way and waits for that, half a minute at the most. */
  @Override
  public synchronized void stop() {
    KafkaStreams running = streams;
    if (running == null) {
      return;
    }
    stopping.countDown();
    if (hold != null) {
      hold.close();
    }
    if (!running.close(CLOSE)) {
      LOG.warn("The stream did not stop in time; what it was doing will be done again");
    }
    streams = null;
    if (streamsMetrics != null) {
      streamsMetrics.close();
      streamsMetrics = null;
    }
  }

  /**
   * Stops for good, since what it lets pass can't be trusted: only a new process starts it again.
   * Returns at once.
   *
   * @param why a sentence without content, for health and log
   */
  public void halt(String why) {
    halted = why;
    LOG.error("The stream is stopped: {}", why);
    Thread.ofPlatform().name("sanitizer-halt").start(this::stop);
  }

  /** Why it was stopped for good; null when it was not. */
  public @Nullable String halted() {
    return halted;
  }

  @Override
  public boolean isRunning() {
    return streams != null;
  }

  /** Before what answers to users, and after what it needs. */
  @Override
  public int getPhase() {
    return 0;
  }

  /** The class of what held the stream last; null when nothing has. */
  public @Nullable String lastError() {
    return lastError;
  }

  /** Whether records pass: it has its partitions, and nothing has held it for a while. */
  public boolean isReady() {
    KafkaStreams running = streams;
    return running != null
        && halted == null
        && running.state() == KafkaStreams.State.RUNNING
        && (waiting == null || !waiting.gate().isShut())
        && clock.instant().isAfter(heldUntil);
  }

  /** Streams' word for what it does, and the class of what held it last, if anything has. */
  public String describe() {
    String why = halted;
    if (why != null) {
      return "stopped until a restart: " + why;
    }
    KafkaStreams running = streams;
    String state = running == null ? "stopped" : running.state().name().toLowerCase(Locale.ROOT);
    String error = lastError;
    return error == null ? state : state + ", last held by " + error;
  }
}
