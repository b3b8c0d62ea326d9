package org.faultmaven.query.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolDescription;

/** The tools that a model may ask for. */
interface Tools {
  /** There are none. */
  Tools NONE =
      new Tools() {
        @Override
        public List<ToolDescription> list() {
          return List.of();
        }

        @Override
        public ToolOutcome call(
            Tenant tenant, String tool, SanitizedText argumentsJson, Instant deadline) {
          throw new IllegalStateException("there are no tools");
        }
      };

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
   * Calls one of them, and waits no longer than the deadline. Never throws for what the tool does.
   *
   * @param argumentsJson a JSON object
   */
  ToolOutcome call(Tenant tenant, String tool, SanitizedText argumentsJson, Instant deadline);
}
