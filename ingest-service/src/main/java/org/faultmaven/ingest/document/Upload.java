package org.faultmaven.ingest.document;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document as it was sent, checked. Raw: it goes to the raw topic and nowhere else.
 *
 * @param text UTF-8 without byte order mark, not blank
 * @param title null when none was given
 * @param source where it comes from
 * @param labels by name
 * @param occurredAt its own time as ISO 8601 in UTC, null when not given
 */
record Upload(
    byte[] text,
    @Nullable String title,
    String source,
    Map<String, String> labels,
    @Nullable String occurredAt) {
  /** The source of a document that names none and has no file name. */
  static final String NO_SOURCE = "upload";

  Upload {
    labels = Map.copyOf(labels);
  }

  /** Content-free. */
  @Override
  public String toString() {
    return "Upload[" + text.length + " bytes]";
  }
}
