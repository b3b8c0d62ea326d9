package org.faultmaven.standalone.send;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of what was sent.
 *
 * @param accepted lines that Kafka acknowledged
 * @param bytes of those lines
 * @param refused lines, and rests of files, that were not sent
 * @param refusals the first of those, each with file, line number and reason, and no content
 * @param failure why the sending ended before the end, or null
 */
public record SendResult(
    long accepted, long bytes, long refused, List<String> refusals, @Nullable String failure) {
  public SendResult {
    refusals = List.copyOf(refusals);
  }

  /** Whether every line was accepted. */
  public boolean complete() {
    return refused == 0 && failure == null;
  }
}
