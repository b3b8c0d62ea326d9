package org.faultmaven.ingest.extraction;

/** Why there is no text of a document, and what whoever sent it can do. */
public enum Refusal {
  ENCRYPTED(
      "The document is encrypted",
      "It, or a file in it, needs a password. Save it without one and send that: qpdf --decrypt IN"
          + " OUT for a PDF, an empty password in Office's Save As for its files."),
  NO_TEXT(
      "There is no text in the document",
      "It can be read, but holds no text: it is empty, cut off, or made of images. Run scanned"
          + " pages through OCR first, for instance: ocrmypdf IN OUT."),
  TOO_LARGE(
      "The document unpacks to too much",
      "Its text is larger than server.max-upload, or it unpacks to more than extraction.memory has"
          + " room for. Split it, or raise the limit."),
  TOO_SLOW(
      "The document takes too long",
      "No text was had of it within extraction.timeout. Save it anew or print it to PDF, or raise"
          + " the limit."),
  TOO_MUCH_MEMORY(
      "The document takes too much memory",
      "Its text could not be extracted within extraction.memory. Split it, or raise the limit."),
  DAMAGED(
      "The document is damaged",
      "It, or a file in it, can't be read as what it begins like. Open it and save it anew."),
  NOT_UTF8(
      "A text in it is not UTF-8",
      "It declares no encoding, or is not in the one that it declares. Convert it first, for"
          + " instance: iconv -f WINDOWS-1252 -t UTF-8 FILE."),
  UNSUPPORTED(
      "The document's format is not supported",
      "Text, Markdown, HTML, PDF, Word, PowerPoint, Excel, e-mail, CSV, JSON, XML and gzip or zip"
          + " of these are. Save or export it as one of them."),
  CRASHED(
      "The document can't be read",
      "The extraction ended unexpectedly on it, twice. Save it anew or print it to PDF, and report"
          + " the format.");

  private final String title;
  private final String advice;

  Refusal(String title, String advice) {
    this.title = title;
    this.advice = advice;
  }

  public String title() {
    return title;
  }

  /** What it means and what to do. */
  public String advice() {
    return advice;
  }
}
