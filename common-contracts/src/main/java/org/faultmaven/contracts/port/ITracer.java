package org.faultmaven.contracts.port;

import com.google.errorprone.annotations.CompileTimeConstant;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.contracts.trace.TraceSpan.Kind;

/**
 * Begins the spans of what records are the reason of; everything below begins {@link
 * TraceSpan#child}. Never fails, and never waits for whoever takes the traces. Safe for use by many
 * threads.
 */
public interface ITracer {
  /** Records nothing, and writes no header. */
  ITracer OFF =
      new ITracer() {
        @Override
        public void received(String topic, int partition, long offset, Headers headers) {}

        @Override
        public TraceSpan continued(Kind kind, String name, Headers headers) {
          return TraceSpan.NONE;
        }

        @Override
        public TraceSpan batch(String name, Iterable<Headers> records) {
          return TraceSpan.NONE;
        }
      };

  /**
   * A record came in from outside. When its headers name no trace, one in so many begins one, and
   * is given the header {@link TraceContext#HEADER}.
   */
  void received(String topic, int partition, long offset, Headers headers);

  /**
   * Work on a record, in the trace that its headers name; {@link TraceSpan#NONE} when they name
   * none, or one that is not recorded.
   */
  TraceSpan continued(Kind kind, @CompileTimeConstant String name, Headers headers);

  /**
   * Work on many records at once: one span, in the trace of the first that is recorded, with links
   * to the others; to so many as make no burden. {@link TraceSpan#NONE} when none is recorded.
   *
   * @param records the headers of each
   */
  TraceSpan batch(@CompileTimeConstant String name, Iterable<Headers> records);
}
