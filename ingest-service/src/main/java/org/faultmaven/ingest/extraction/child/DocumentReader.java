package org.faultmaven.ingest.extraction.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.faultmaven.ingest.extraction.DocumentFormat;
import org.faultmaven.ingest.extraction.Extracted;
import org.faultmaven.ingest.extraction.ExtractionRequest;
import org.faultmaven.ingest.extraction.PageMark;
import org.faultmaven.ingest.extraction.Refusal;
import org.faultmaven.ingest.extraction.RefusedException;

/** Reads one document, and what is packed in it. */
final class DocumentReader {
  /** Archives in archives in an archive. */
  private static final int DEEPEST = 3;

  /** Of the heap that a document may unpack to: a parser holds it more than once. */
  private static final int SHARE = 4;

  private final ExtractionRequest request;
  private final MarkdownText text;
  private final Budget budget;
  private int depth;

  DocumentReader(ExtractionRequest request) {
    this.request = request;
    this.text = new MarkdownText(request.limit());
    this.budget = new Budget(Runtime.getRuntime().maxMemory() / SHARE);
  }

  /**
   * @throws RefusedException when there is no text
   */
  Extracted read() throws RefusedException {
    byte[] document = request.document();
    DocumentFormat format = request.format();
    String name = request.name();
    while (format == DocumentFormat.GZIP) {
      deeper();
      document = gunzip(document);
      name = unzippedName(name);
      format = DocumentFormat.of(document, name, null);
    }
    if (format.isText()) {
      // Checked by the service as any text is.
      if (document.length > request.limit()) {
        throw new RefusedException(Refusal.TOO_LARGE);
      }
      return new Extracted(document, format == DocumentFormat.MARKDOWN);
    }
    parse(document, format, request.charset());
    return text.extracted();
  }

  /**
   * Adds a document that was found in another, as a section; one that can't be read by its name
   * alone.
   *
   * @return whether it is of a format that has text
   */
  boolean readSection(String name, byte[] document, String type) throws RefusedException {
    text.page(PageMark.NONE);
    text.heading(1, name);
    text.deeper(1);
    try {
      boolean read = readNested(document, name, type);
      if (!read) {
        text.note("not extracted: its format holds no text, or is not supported");
      }
      return read;
    } finally {
      text.deeper(-1);
    }
  }

  private boolean readNested(byte[] document, String name, String type) throws RefusedException {
    DocumentFormat format = DocumentFormat.of(document, name, type);
    deeper();
    try {
      switch (format) {
        case TEXT, MARKDOWN -> {
          if (Utf8Text.isBinary(document)) {
            return false;
          }
          String content = Utf8Text.decode(document, UTF_8);
          if (format == DocumentFormat.MARKDOWN) {
            text.markdown(content);
          } else {
            text.lines(content);
          }
        }
        case GZIP -> {
          return readNested(gunzip(document), unzippedName(name), "");
        }
        default -> parse(document, format, "");
      }
      return true;
    } catch (RefusedException e) {
      if (e.refusal() == Refusal.UNSUPPORTED) {
        return false;
      }
      throw e;
    } finally {
      depth--;
    }
  }

  private void parse(byte[] document, DocumentFormat format, String charset)
      throws RefusedException {
    switch (format) {
      case PDF -> TikaDocument.pdf(document, text);
      case HTML -> TikaDocument.html(Utf8Text.ofHtml(document, charset), text);
      case MAIL -> TikaDocument.mail(document, text, this);
      case OLE2 -> TikaDocument.ole2(document, text, this);
      case ZIP -> new ZipDocument(document, text, budget, this).read();
      default -> throw new RefusedException(Refusal.UNSUPPORTED);
    }
  }

  private void deeper() throws RefusedException {
    if (++depth > DEEPEST) {
      throw new RefusedException(Refusal.TOO_LARGE);
    }
  }

  private byte[] gunzip(byte[] packed) throws RefusedException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return budget.unpack(in);
    } catch (IOException e) {
      throw new RefusedException(Refusal.DAMAGED);
    }
  }

  private static String unzippedName(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz")
        ? name.substring(0, name.length() - 3)
        : name;
  }
}
