package org.faultmaven.ingest.extraction;

/**
 * The text of a document. Raw.
 *
 * @param text UTF-8; not copied
 * @param outlined whether it is Markdown with {@link PageMark}s
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Extracted(byte[] text, boolean outlined) {
  /** Content-free. */
  @Override
  public String toString() {
    return "Extracted[" + text.length + " bytes]";
  }
}
