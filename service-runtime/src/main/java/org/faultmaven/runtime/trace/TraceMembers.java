package org.faultmaven.runtime.trace;

import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.contracts.trace.TraceSpan;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Adds {@code trace.id} and {@code span.id} of the Elastic Common Schema to the log lines of work
 * that is recorded. A line is written on the thread that logs it.
 */
public final class TraceMembers implements StructuredLoggingJsonMembersCustomizer<Object> {
  @Override
  public void customize(Members<Object> members) {
    members
        .add("trace", _ -> recorded())
        .whenNotNull()
        .usingMembers(trace -> trace.add("id", TraceContext::traceId));
    members
        .add("span", _ -> recorded())
        .whenNotNull()
        .usingMembers(span -> span.add("id", TraceContext::spanId));
  }

  private static @Nullable TraceContext recorded() {
    TraceSpan current = TraceSpan.current();
    return current.recorded() ? current.context() : null;
  }
}
