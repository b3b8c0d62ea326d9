package org.faultmaven.ingest.extraction.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.faultmaven.ingest.extraction.Extracted;
import org.faultmaven.ingest.extraction.PageMark;
import org.faultmaven.ingest.extraction.Refusal;
import org.faultmaven.ingest.extraction.RefusedException;

/**
 * The text of a document as it is built: Markdown with {@link PageMark}s. Headings of nested
 * documents are levels deeper. Lines that only look like Markdown are escaped.
 */
final class MarkdownText {
  private static final int DEEPEST = 6;
  private static final Pattern MARKUP =
      Pattern.compile("\\s{0,3}(?:#{1,6}(?:\\s.*)?|(?:```|~~~).*)");
  private static final Pattern HEADING = Pattern.compile("#{1,6}(?:\\s.*)?");

  private final StringBuilder text = new StringBuilder();
  private final long limit;
  private long bytes;
  private int shift;
  private boolean visible;
  private int page = PageMark.NONE;

  /**
   * @param limit in bytes
   */
  MarkdownText(long limit) {
    this.limit = limit;
  }

  /** What follows is on that page, slide or sheet, or on {@link PageMark#NONE}. */
  void page(int number) throws RefusedException {
    if (number != page) {
      append(PageMark.of(number));
      page = number;
    }
  }

  /** Markdown's levels are 1 to 6; a heading without words is none. */
  void heading(int level, String words) throws RefusedException {
    String line = clean(words).replaceAll("\\s+", " ").strip();
    if (!line.isEmpty()) {
      blank();
      append("#".repeat(Math.min(level + shift, DEEPEST)) + " " + line);
      blank();
    }
  }

  /** Lines of plain text. */
  void lines(String plain) throws RefusedException {
    for (String line : (Iterable<String>) clean(plain).lines()::iterator) {
      String end = line.stripTrailing();
      if (end.isEmpty()) {
        blank();
      } else {
        visible = true;
        append(MARKUP.matcher(end).matches() ? "\\" + end.stripLeading() : end);
      }
    }
  }

  /** Says what is not there; no text of the document. */
  void note(String words) throws RefusedException {
    append("[" + words + "]");
    blank();
  }

  /** Lines that are Markdown already. */
  void markdown(String markdown) throws RefusedException {
    boolean fenced = false;
    for (String line : (Iterable<String>) clean(markdown).lines()::iterator) {
      fenced ^= line.stripLeading().startsWith("```") || line.stripLeading().startsWith("~~~");
      visible |= !line.isBlank();
      boolean heading = !fenced && HEADING.matcher(line).matches();
      append(heading ? "#".repeat(shift) + line : line);
    }
  }

  /** An empty line, but for the first and where there is one. */
  void blank() throws RefusedException {
    if (!text.isEmpty() && !endsBlank()) {
      append("");
    }
  }

  private boolean endsBlank() {
    int length = text.length();
    return length >= 2 && text.charAt(length - 1) == '\n' && text.charAt(length - 2) == '\n';
  }

  /** Puts the headings that follow so many levels deeper. */
  void deeper(int levels) {
    shift += levels;
  }

  /** Whether there is anything but headings and marks. */
  boolean hasText() {
    return visible;
  }

  Extracted extracted() throws RefusedException {
    if (!visible) {
      throw new RefusedException(Refusal.NO_TEXT);
    }
    return new Extracted(text.toString().getBytes(UTF_8), true);
  }

  private void append(String line) throws RefusedException {
    bytes += line.getBytes(UTF_8).length + 1L;
    if (bytes > limit) {
      throw new RefusedException(Refusal.TOO_LARGE);
    }
    text.append(line).append('\n');
  }

  /** Without control characters, of which form feeds are marks here, and NUL means binary. */
  private static String clean(String raw) {
    var clean = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); ) {
      int codePoint = raw.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint == '\n' || codePoint == '\t' || codePoint == '\r') {
        clean.append((char) codePoint);
      } else if (codePoint == '\f' || codePoint == 0x0b || codePoint == 0x85) {
        clean.append('\n');
      } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        clean.append('\ufffd');
      } else if (!Character.isISOControl(codePoint)) {
        clean.appendCodePoint(codePoint);
      }
    }
    return clean.toString();
  }
}
