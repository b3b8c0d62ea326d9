package org.faultmaven.runtime.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.faultmaven.contracts.config.LoggingConfig;
import org.slf4j.LoggerFactory;

/**
 * Writes a message once, and what repeats it within the flush interval as one line with a count.
 * Stands before the appenders of the root logger. Lines of the audit log are all different, and all
 * written.
 */
public final class RepeatedMessages extends AppenderBase<ILoggingEvent> {
  private static final String AUDIT = "org.faultmaven.audit";

  private record Message(String logger, int level, String text) {}

  /** A message that was written, and how often it came since. */
  private static final class Repeats {
    private final ILoggingEvent first;
    private long count;

    private Repeats(ILoggingEvent first) {
      this.first = first;
    }
  }

  private final List<Appender<ILoggingEvent>> targets;
  private final int remembered;
  private final SequencedMap<Message, Repeats> seen = new LinkedHashMap<>();
  private final ScheduledExecutorService flusher =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("log-repeats").factory());

  RepeatedMessages(List<Appender<ILoggingEvent>> targets, int remembered) {
    this.targets = List.copyOf(targets);
    this.remembered = remembered;
    setName("repeats");
  }

  /** Puts one before the appenders there are, once, when the settings want it. */
  public static void install(LoggingConfig config) {
    if (!config.dedupe() || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var targets = new ArrayList<Appender<ILoggingEvent>>();
    root.iteratorForAppenders().forEachRemaining(targets::add);
    if (targets.isEmpty() || targets.stream().anyMatch(RepeatedMessages.class::isInstance)) {
      return;
    }
    var repeats = new RepeatedMessages(targets, config.bufferSize());
    repeats.setContext(context);
    repeats.start(config.flushInterval());
    targets.forEach(root::detachAppender);
    root.addAppender(repeats);
  }

  void start(Duration flushInterval) {
    start();
    long nanos = flushInterval.toNanos();
    var _ = flusher.scheduleWithFixedDelay(this::flush, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLoggerName().equals(AUDIT)) {
      write(event);
      return;
    }
    var message =
        new Message(
            event.getLoggerName(),
            event.getLevel().toInt(),
            String.valueOf(event.getFormattedMessage()));
    synchronized (seen) {
      Repeats known = seen.get(message);
      if (known != null) {
        known.count++;
        return;
      }
      seen.put(message, new Repeats(event));
      if (seen.size() > remembered) {
        var eldest = seen.pollFirstEntry();
        if (eldest != null) {
          writeCount(eldest.getValue());
        }
      }
    }
    write(event);
  }

  /** Writes the counts and forgets: what comes next is written again. */
  void flush() {
    List<Repeats> repeated;
    synchronized (seen) {
      repeated = List.copyOf(seen.values());
      seen.clear();
    }
    repeated.forEach(this::writeCount);
  }

  private void writeCount(Repeats repeats) {
    if (repeats.count > 0) {
      var again = new LoggingEvent();
      again.setLoggerName(repeats.first.getLoggerName());
      again.setLevel(repeats.first.getLevel());
      again.setThreadName(repeats.first.getThreadName());
      again.setInstant(java.time.Instant.now());
      again.setMDCPropertyMap(repeats.first.getMDCPropertyMap());
      again.setMessage(repeats.first.getFormattedMessage() + " (" + repeats.count + " times more)");
      write(again);
    }
  }

  private void write(ILoggingEvent event) {
    targets.forEach(target -> target.doAppend(event));
  }

  @Override
  public void stop() {
    flusher.shutdownNow();
    flush();
    targets.forEach(Appender::stop);
    super.stop();
  }
}
