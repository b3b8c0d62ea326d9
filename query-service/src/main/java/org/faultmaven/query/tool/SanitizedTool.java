package org.faultmaven.query.tool;

import java.time.Instant;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ITool;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;

/**
 * A tool whose results are made of sanitised text alone: they are not sanitised again, which would
 * mask the hashes that citations hold.
 */
interface SanitizedTool extends ITool {
  /**
   * As {@link #call}.
   *
   * @param arguments sanitised, and as the schema has them
   * @throws BackendException when it failed
   */
  SanitizedText answer(Tenant tenant, ToolArguments arguments, Instant deadline);

  @Override
  default String call(Tenant tenant, String arguments, Instant deadline) {
    throw new UnsupportedOperationException("is asked for its sanitised answer");
  }
}
