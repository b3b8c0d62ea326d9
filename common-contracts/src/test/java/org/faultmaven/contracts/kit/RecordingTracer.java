package org.faultmaven.contracts.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.contracts.trace.TraceSpan;
import org.jspecify.annotations.Nullable;

/** Records everything, and keeps the spans that have ended. */
public final class RecordingTracer implements ITracer {
  /**
   * A span that has ended.
   *
   * @param parent null of one that began a trace
   * @param error empty when it did not fail
   */
  public record Ended(
      String name,
      TraceContext context,
      @Nullable TraceContext parent,
      List<TraceContext> links,
      Map<String, Object> attributes,
      String error) {}

  private final List<Ended> ended = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong();

  /** In the order in which they ended. */
  public List<Ended> ended() {
    return ended;
  }

  /** The spans of that name. */
  public List<Ended> ended(String name) {
    return ended.stream().filter(span -> span.name().equals(name)).toList();
  }

  /** A span that is current until it is closed, of a trace of its own. */
  public TraceSpan begin(String name) {
    return start(name, null, List.of());
  }

  @Override
  public void received(String topic, int partition, long offset, Headers headers) {
    if (TraceContext.of(headers) == null) {
      try (TraceSpan span = begin("receive")) {
        span.about(topic).record(topic, partition, offset).put(headers);
      }
    }
  }

  @Override
  public TraceSpan continued(TraceSpan.Kind kind, String name, Headers headers) {
    TraceContext parent = TraceContext.of(headers);
    return parent == null || !parent.sampled() ? TraceSpan.NONE : start(name, parent, List.of());
  }

  @Override
  public TraceSpan batch(String name, Iterable<Headers> records) {
    var contexts = new ArrayList<TraceContext>();
    for (Headers headers : records) {
      TraceContext context = TraceContext.of(headers);
      if (context != null && context.sampled()) {
        contexts.add(context);
      }
    }
    return contexts.isEmpty()
        ? TraceSpan.NONE
        : start(name, contexts.getFirst(), contexts.subList(1, contexts.size()));
  }

  private TraceSpan start(String name, @Nullable TraceContext parent, List<TraceContext> links) {
    long id = ids.incrementAndGet();
    String trace = parent == null ? "%032x".formatted(id) : parent.traceId();
    return new Recorded(
        name, new TraceContext(trace, "%016x".formatted(id), true), parent, List.copyOf(links));
  }

  private final class Recorded extends TraceSpan {
    private final TraceContext context;
    private final @Nullable TraceContext parent;
    private final List<TraceContext> links;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private String name;
    private String error = "";
    private boolean forgotten;

    @SuppressWarnings("this-escape")
    Recorded(
        String name,
        TraceContext context,
        @Nullable TraceContext parent,
        List<TraceContext> links) {
      this.name = name;
      this.context = context;
      this.parent = parent;
      this.links = links;
      enter();
    }

    @Override
    protected TraceSpan begin(Kind kind, String child) {
      return start(child, context, List.of());
    }

    @Override
    public boolean recorded() {
      return true;
    }

    @Override
    public TraceContext context() {
      return context;
    }

    @Override
    protected void set(String attribute, long value) {
      attributes.put(attribute, value);
    }

    @Override
    protected void set(String attribute, String value) {
      attributes.put(attribute, value);
    }

    @Override
    protected void append(String word) {
      name = name + " " + word;
    }

    @Override
    protected void fail(String kind) {
      error = kind;
    }

    @Override
    public void forget() {
      forgotten = true;
    }

    @Override
    protected void end() {
      if (!forgotten) {
        ended.add(new Ended(name, context, parent, links, new TreeMap<>(attributes), error));
      }
    }
  }
}
