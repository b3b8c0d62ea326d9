package org.faultmaven.sanitizer.stream;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The running stream. A thread that fails is replaced, and reads again what it had not committed:
 * while a backend is away nothing passes, and nothing is lost.
 */
public final class SanitizerStream implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SanitizerStream.class);
  private static final Duration CLOSE = Duration.ofSeconds(20);

  private final Topology topology;
  private final Properties settings;
  private volatile @Nullable KafkaStreams streams;
  private volatile @Nullable String lastError;

  public SanitizerStream(Topology topology, Properties settings) {
    this.topology = topology;
    this.settings = settings;
  }

  @Override
  public void start() {
    var started = new KafkaStreams(topology, settings);
    started.setUncaughtExceptionHandler(
        failure -> {
          Throwable root = root(failure);
          lastError = root.getClass().getSimpleName();
          // The class alone: a message might quote a record.
          LOG.error(
              "A stream thread failed ({}); another takes its place", root.getClass().getName());
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams = started;
    started.start();
  }

  @Override
  public void stop() {
    KafkaStreams running = streams;
    streams = null;
    if (running != null && !running.close(CLOSE)) {
      LOG.warn("The stream did not stop within {}; it goes on from its last commit", CLOSE);
    }
  }

  @Override
  public boolean isRunning() {
    return streams != null;
  }

  /** Whether records pass. */
  public boolean isReady() {
    KafkaStreams running = streams;
    return running != null && running.state() == KafkaStreams.State.RUNNING;
  }

  /** Kafka's word for the state, and the class of the last failure if there was one. */
  public String describe() {
    KafkaStreams running = streams;
    String state =
        running == null ? "stopped" : running.state().name().toLowerCase(java.util.Locale.ROOT);
    return lastError == null ? state : state + ", last failure " + lastError;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
