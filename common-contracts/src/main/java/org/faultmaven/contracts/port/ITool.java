package org.faultmaven.contracts.port;

import java.time.Instant;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolDescription;

/**
 * Something that an investigation can call. Its result is untrusted and sanitised before anybody
 * sees it.
 */
public interface ITool {
  ToolDescription describe();

  /**
   * @param arguments JSON that fits the description's schema
   * @param deadline after which nobody waits for the result any more
   * @return JSON or text
   * @throws BackendException when it failed; the message is shown to the caller and so holds no
   *     content
   */
  String call(Tenant tenant, String arguments, Instant deadline);
}
