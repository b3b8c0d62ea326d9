package org.faultmaven.sanitizer.canary;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.runtime.canary.CanaryTopics;
import org.faultmaven.runtime.canary.LeakAlarm;
import org.faultmaven.runtime.metrics.Periodically;
import org.faultmaven.sanitizer.queue.Waiting;
import org.faultmaven.sanitizer.stream.SanitizerStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The canary with its tenant's own topics and stream, beside those of users: no ledger and no
 * answer of theirs knows of it. Its topics are made when they are missing. Whatever fails is tried
 * again in the next round; nothing of it keeps users' records from passing, but a secret that was
 * seen.
 */
public final class CanaryPipeline implements SmartLifecycle {
  private static final Duration READY = Duration.ofSeconds(30);

  private static final String PART = "stream";

  private final FaultMavenConfig config;
  private final SanitizerStream stream;
  private final Canary canary;
  private final @Nullable Waiting waiting;
  private final LeakAlarm alarm;
  private final Periodically rounds;
  private boolean topicsThere;

  /**
   * @param config of the canary's tenant
   * @param stream of that tenant, not started
   * @param canary to send through it
   * @param waiting of the stream, closed with it; null when it has none
   * @param alarm is told what keeps the canary from its work
   */
  public CanaryPipeline(
      FaultMavenConfig config,
      SanitizerStream stream,
      Canary canary,
      @Nullable Waiting waiting,
      LeakAlarm alarm) {
    this.config = config;
    this.stream = stream;
    this.canary = canary;
    this.waiting = waiting;
    this.alarm = alarm;
    this.rounds = new Periodically("leak-canary", config.canary().every(), this::round);
  }

  private void round() {
    try {
      if (!topicsThere) {
        CanaryTopics.require(config, TopicUser.SANITIZER, List.of());
        topicsThere = true;
      }
      stream.start();
      awaitReady();
      alarm.hindered(PART, null);
      canary.round();
    } catch (BackendException e) {
      alarm.hindered(PART, CanaryTopics.advice(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A stream that has just begun has no partitions yet: a canary would be late for no reason. */
  private void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    while (!stream.isReady() && stream.isRunning() && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  @Override
  public void start() {
    rounds.start();
  }

  @Override
  public void stop() {
    rounds.stop();
    canary.close();
    stream.stop();
    if (waiting != null) {
      waiting.close();
    }
  }

  @Override
  public boolean isRunning() {
    return rounds.isRunning();
  }

  /** After the streams of users. */
  @Override
  public int getPhase() {
    return 1;
  }
}
