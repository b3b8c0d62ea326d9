package org.faultmaven.query.tool;

import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.tool.ToolDescription;

/** A tool that can be called now. */
interface KnownTool {
  ToolDescription description();

  ArgumentSchema schema();

  ToolStatus status();

  /**
   * Calls it and waits, until the deadline at most.
   *
   * @throws BackendException retryable, when it could not be asked
   */
  Reply call(Invocation call);
}
