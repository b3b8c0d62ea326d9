package org.faultmaven.ingest.extraction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a document is. Its bytes say so where the format has a signature; names and declared types
 * are guesses, and count only among formats that are text themselves.
 */
public enum DocumentFormat {
  /** Taken as it is: plain text, logs, CSV, JSON, XML. */
  TEXT,
  /** Taken as it is; its headings are sections. */
  MARKDOWN,
  HTML,
  MAIL,
  PDF,
  /** The container of Office 97 to 2003, of Outlook's messages and of encrypted Office files. */
  OLE2,
  /** An archive, or an Office file of 2007 or later. */
  ZIP,
  GZIP;

  private static final int HEAD = 1024;
  private static final Pattern HTML_START =
      Pattern.compile("(?is)(?:\u00ef\u00bb\u00bf)?\\s*(?:<!doctype\\s+html|<html[\\s>]).*");
  private static final List<String> HTML_NAMES = List.of(".html", ".htm", ".xhtml");
  private static final List<String> MARKDOWN_NAMES = List.of(".md", ".markdown");

  /** Whether the document is text itself, which needs no parser. */
  public boolean isText() {
    return this == TEXT || this == MARKDOWN;
  }

  /**
   * @param name the file's, if it has one
   * @param type the declared media type without parameters, if there is one
   */
  public static DocumentFormat of(byte[] bytes, @Nullable String name, @Nullable String type) {
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD), ISO_8859_1);
    String file = name == null ? "" : name.toLowerCase(Locale.ROOT);
    String declared = type == null ? "" : type.toLowerCase(Locale.ROOT);
    DocumentFormat signed = bySignature(head, file, declared);
    if (signed != null) {
      return signed;
    }
    if (declared.equals("text/html")
        || declared.equals("application/xhtml+xml")
        || endsWith(file, HTML_NAMES)) {
      return HTML;
    }
    if (declared.equals("message/rfc822") || file.endsWith(".eml")) {
      return MAIL;
    }
    if (declared.equals("text/markdown") || endsWith(file, MARKDOWN_NAMES)) {
      return MARKDOWN;
    }
    // A page that was sent as text on purpose stays text.
    return !declared.startsWith("text/") && HTML_START.matcher(head).matches() ? HTML : TEXT;
  }

  private static @Nullable DocumentFormat bySignature(String head, String file, String declared) {
    boolean saysPdf = file.endsWith(".pdf") || declared.equals("application/pdf");
    // Readers of PDF allow for a little before the signature; text may well speak of it.
    if (head.startsWith("%PDF-") || (saysPdf && head.contains("%PDF-"))) {
      return PDF;
    }
    if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
      return ZIP;
    }
    if (head.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
      return OLE2;
    }
    return head.startsWith("\u001f\u008b") ? GZIP : null;
  }

  private static boolean endsWith(String file, List<String> names) {
    return names.stream().anyMatch(file::endsWith);
  }
}
