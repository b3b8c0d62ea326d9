package org.faultmaven.query.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolDescription;

/** The tools that a model may ask for. */
interface Tools {
  /**
   * What came of a call.
   *
   * @param text the result, or why there is none
   */
  record ToolOutcome(SanitizedText text, boolean ok, Duration took) {
    /** Content-free. */
    @Override
    public String toString() {
      return "ToolOutcome[" + (ok ? "ok" : "failed") + ", " + text.length() + " chars]";
    }
  }

  /** Those known now. */
  List<ToolDescription> list();

  /**
   * Sanitises arguments that a model wrote, value by value.
   *
   * @return empty when they are no JSON object, or too long
   * @throws BackendException retryable, while the sanitiser's backend is away
   */
  Optional<SanitizedText> arguments(Tenant tenant, String raw);

  /**
   * Calls one of them, and waits no longer than the deadline. Never throws for what the tool does.
   *
   * @param argumentsJson a JSON object
   */
  ToolOutcome call(Tenant tenant, String tool, SanitizedText argumentsJson, Instant deadline);
}
