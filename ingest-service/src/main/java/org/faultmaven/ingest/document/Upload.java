package org.faultmaven.ingest.document;

import org.jspecify.annotations.Nullable;

/** A document as it was sent, checked. Raw: it goes to the raw topic and nowhere else. */
final class Upload {
  /** The source of a document that names none and has no file name. */
  static final String NO_SOURCE = "upload";

  private final byte[] sent;
  private final byte[] text;
  private final boolean outlined;
  private final Description description;
  private final @Nullable String fileName;

  /** Of a text that was sent as such. */
  Upload(byte[] text, Description description, @Nullable String fileName) {
    this(text, text, false, description, fileName);
  }

  /**
   * @param sent what tells the document from others; not copied
   * @param text UTF-8 without byte order mark, not blank; not copied
   * @param outlined whether headings and page marks in the text count
   * @param fileName stands for the title and the source when the description has none
   */
  Upload(
      byte[] sent,
      byte[] text,
      boolean outlined,
      Description description,
      @Nullable String fileName) {
    this.sent = sent;
    this.text = text;
    this.outlined = outlined;
    this.description = description;
    this.fileName = fileName;
  }

  byte[] sent() {
    return sent;
  }

  byte[] text() {
    return text;
  }

  boolean outlined() {
    return outlined;
  }

  Description description() {
    return description;
  }

  @Nullable String title() {
    String title = description.title();
    return title == null ? fileName : title;
  }

  String source() {
    String source = description.source() == null ? fileName : description.source();
    return source == null ? NO_SOURCE : source;
  }

  /** Content-free. */
  @Override
  public String toString() {
    return "Upload[" + text.length + " bytes]";
  }
}
