package org.faultmaven.query.model;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IChatModel;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.tool.ToolDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several models in order: the next is asked when one fails before it has said anything; the last
 * is asked twice, since nobody stands behind it.
 */
final class FallbackModel implements IChatModel {
  private static final Logger LOG = LoggerFactory.getLogger(FallbackModel.class);
  private static final long PAUSE_MILLIS = 500;

  private final List<? extends IChatModel> models;

  /**
   * @param models at least one; closed with this
   */
  FallbackModel(List<? extends IChatModel> models) {
    this.models = List.copyOf(models);
  }

  @Override
  public Reply chat(
      List<Message> messages,
      List<ToolDescription> tools,
      Duration within,
      Consumer<String> onText) {
    long end = System.nanoTime() + within.toNanos();
    for (IChatModel model : models) {
      try {
        return model.chat(messages, tools, left(end), onText);
      } catch (BackendException e) {
        if (!mayHelp(e, end)) {
          throw e;
        }
        LOG.warn("{}", e.getMessage());
      }
    }
    pause();
    return models.getLast().chat(messages, tools, left(end), onText);
  }

  private static boolean mayHelp(BackendException e, long end) {
    return e.retryable()
        && !Thread.currentThread().isInterrupted()
        && end - System.nanoTime() > Duration.ofMillis(2 * PAUSE_MILLIS).toNanos();
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }

  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS / 2, PAUSE_MILLIS * 3 / 2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of the first: that another stands in is a loss. */
  @Override
  public Health check() {
    return models.getFirst().check();
  }

  @Override
  public void close() {
    models.forEach(IChatModel::close);
  }
}
