package org.faultmaven.contracts.trace;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work in a trace. From its beginning until it is closed, on the thread that began it,
 * it is the current one; work that begins meanwhile on that thread is part of it. Where nothing is
 * recorded all of it does nothing, and costs next to nothing.
 *
 * <p>Holds no content: names and words stand in the source code, everything else is a number, an
 * id, or the name of a topic, tool or model. Attributes have the names of OpenTelemetry's semantic
 * conventions where there is one.
 */
public abstract class TraceSpan implements AutoCloseable {
  /** What the work is to its trace. */
  public enum Kind {
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
  }

  /** Records nothing. */
  public static final TraceSpan NONE = new Nothing();

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._:/-]{0,254}");
  private static final ThreadLocal<@Nullable TraceSpan> CURRENT = new ThreadLocal<>();

  private @Nullable TraceSpan outer;
  private boolean entered;

  /** What this thread is at; {@link #NONE} when that is part of no trace. */
  public static TraceSpan current() {
    TraceSpan current = CURRENT.get();
    return current == null ? NONE : current;
  }

  /** A part of what this thread is at. */
  public static TraceSpan child(@CompileTimeConstant final String name) {
    return current().begin(Kind.INTERNAL, name);
  }

  /** A part of what this thread is at. */
  public static TraceSpan child(Kind kind, @CompileTimeConstant final String name) {
    return current().begin(kind, name);
  }

  /** Begins a part of this, current; {@link #NONE} when this is not recorded. */
  protected abstract TraceSpan begin(Kind kind, String name);

  /** Whether it is recorded: what is costly to find out for it is found out for nobody else. */
  public abstract boolean recorded();

  /** Where it stands; null when it is part of no trace. */
  public abstract @Nullable TraceContext context();

  protected abstract void set(String attribute, long value);

  protected abstract void set(String attribute, String value);

  /** Makes the name more precise. */
  protected abstract void append(String word);

  /** The work did not do what it was to do. */
  protected abstract void fail(String kind);

  /** It ends now, and is exported. */
  protected abstract void end();

  /** A count, a size or a position. */
  public final TraceSpan number(@CompileTimeConstant final String attribute, long value) {
    if (recorded()) {
      set(attribute, value);
    }
    return this;
  }

  /** A word of the source code. */
  public final TraceSpan word(
      @CompileTimeConstant final String attribute, @CompileTimeConstant final String value) {
    if (recorded()) {
      set(attribute, value);
    }
    return this;
  }

  /** One of few words. */
  public final TraceSpan word(@CompileTimeConstant final String attribute, Enum<?> value) {
    if (recorded()) {
      set(attribute, value.name().toLowerCase(Locale.ROOT));
    }
    return this;
  }

  /**
   * An id, or the name of a topic, a tool, a model or another system. What has another form is left
   * out: it might be content.
   */
  public final TraceSpan id(@CompileTimeConstant final String attribute, String value) {
    if (recorded() && ID.matcher(value).matches()) {
      set(attribute, value);
    }
    return this;
  }

  /** Says in its name what it is about: of the form of {@link #id}, and one of few. */
  public final TraceSpan about(String subject) {
    if (recorded() && ID.matcher(subject).matches()) {
      append(subject);
    }
    return this;
  }

  /** The record that it is about. */
  public final TraceSpan record(String topic, int partition, long offset) {
    if (recorded()) {
      topic(topic);
      set("messaging.destination.partition.id", Integer.toString(partition));
      set("messaging.kafka.offset", offset);
    }
    return this;
  }

  /** The topic that it is about. */
  public final TraceSpan topic(String topic) {
    if (recorded()) {
      set("messaging.system", "kafka");
      id("messaging.destination.name", topic);
    }
    return this;
  }

  /** It failed. Of the failure its class is told, and not its message. */
  public final void failed(Throwable failure) {
    if (recorded()) {
      fail(failure.getClass().getSimpleName());
    }
  }

  /**
   * It failed.
   *
   * @param kind one of few words
   */
  public final void failed(String kind) {
    if (recorded()) {
      String word = kind.replace(' ', '_');
      fail(ID.matcher(word).matches() ? word : "_OTHER");
    }
  }

  /** Names the trace in the headers of a record that this work sends. */
  public final void put(Headers headers) {
    TraceContext context = context();
    if (context != null) {
      context.put(headers);
    }
  }

  /** The work as part of this, whatever thread it runs on. */
  public final <T extends @Nullable Object> Callable<T> carried(Callable<T> work) {
    if (this == NONE) {
      return work;
    }
    return () -> {
      TraceSpan before = CURRENT.get();
      CURRENT.set(this);
      try {
        return work.call();
      } finally {
        restore(before);
      }
    };
  }

  /** The work as part of this, on this thread. */
  public final void during(Runnable work) {
    TraceSpan before = CURRENT.get();
    CURRENT.set(this);
    try {
      work.run();
    } finally {
      restore(before);
    }
  }

  /** Makes it the current one. For those who begin spans. */
  protected final TraceSpan enter() {
    outer = CURRENT.get();
    entered = true;
    CURRENT.set(this);
    return this;
  }

  /** It is no longer the current one, and goes on. {@link #finish} ends it. */
  public final void leave() {
    if (entered) {
      entered = false;
      restore(outer);
      outer = null;
    }
  }

  /** Ends what was left before, on any thread. */
  public final void finish() {
    if (recorded()) {
      end();
    }
  }

  /** It came to nothing that is worth telling: it is not exported. */
  public void forget() {}

  @Override
  public final void close() {
    leave();
    finish();
  }

  private static void restore(@Nullable TraceSpan before) {
    if (before == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(before);
    }
  }

  private static final class Nothing extends TraceSpan {
    @Override
    protected TraceSpan begin(Kind kind, String name) {
      return this;
    }

    @Override
    public boolean recorded() {
      return false;
    }

    @Override
    public @Nullable TraceContext context() {
      return null;
    }

    @Override
    protected void set(String attribute, long value) {}

    @Override
    protected void set(String attribute, String value) {}

    @Override
    protected void append(String word) {}

    @Override
    protected void fail(String kind) {}

    @Override
    protected void end() {}
  }
}
