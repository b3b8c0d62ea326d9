package org.faultmaven.ingest.extraction.child;

import java.util.Map;
import java.util.Set;
import org.faultmaven.ingest.extraction.RefusedException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Turns the XHTML that Tika's parsers speak into Markdown with page marks. */
final class MarkdownHandler extends DefaultHandler {
  private static final Map<String, Integer> HEADINGS =
      Map.of("h1", 1, "h2", 2, "h3", 3, "h4", 4, "h5", 5, "h6", 6);
  private static final Set<String> BLOCKS =
      Set.of("p", "div", "li", "tr", "table", "br", "hr", "pre", "blockquote", "ul", "ol", "dl");
  private static final Set<String> MORE_BLOCKS = Set.of("dt", "dd", "address", "body", "section");
  private static final Set<String> APART = Set.of("p", "table", "pre", "ul", "ol", "dl");

  /** How parsers mark a page, a slide or a sheet. */
  private static final Set<String> PAGES = Set.of("page", "slide-content", "sheet");

  /** What line ends in a document are. */
  enum Layout {
    /** Mere white space, as in HTML. */
    FLOWING,
    /** Lines, as in Office files. */
    LINES,
    /** Lines, which Tika adds itself, as in PDF. */
    PRINTED
  }

  private final MarkdownText text;
  private final Layout layout;
  private final StringBuilder words = new StringBuilder();
  private int page;
  private int head;
  private int preformatted;
  private @Nullable RefusedException refused;

  MarkdownHandler(MarkdownText text, Layout layout) {
    this.text = text;
    this.layout = layout;
  }

  /** What was thrown while parsing, even when the parser went on. */
  void throwIfRefused() throws RefusedException {
    if (refused != null) {
      throw refused;
    }
  }

  /** Writes what is gathered of a line, before something else is written to the text. */
  void flush() throws SAXException {
    attempt(
        () -> {
          String line = words.toString();
          words.setLength(0);
          if (!line.isBlank()) {
            text.lines(line.stripTrailing());
          }
        });
  }

  @Override
  public void startElement(String uri, String local, String name, Attributes attributes)
      throws SAXException {
    if (local.equals("head")) {
      head++;
    } else if (local.equals("pre")) {
      flush();
      preformatted++;
    } else if (HEADINGS.containsKey(local) || isBlock(local)) {
      flush();
      String kind = attributes.getValue("class");
      if (local.equals("div") && kind != null && PAGES.contains(kind)) {
        attempt(() -> text.page(++page));
      } else if (local.equals("li")) {
        words.append("- ");
      }
    }
  }

  @Override
  public void endElement(String uri, String local, String name) throws SAXException {
    Integer level = HEADINGS.get(local);
    if (local.equals("head")) {
      head--;
    } else if (level != null) {
      String heading = words.toString();
      words.setLength(0);
      attempt(() -> text.heading(level, heading));
    } else if (local.equals("td") || local.equals("th")) {
      // A tab: what follows a label is judged by it, and a bar would stand between.
      words.append('\t');
    } else if (isBlock(local)) {
      flush();
      preformatted -= local.equals("pre") ? 1 : 0;
      if (APART.contains(local)) {
        attempt(text::blank);
      }
    }
  }

  @Override
  public void characters(char[] chars, int start, int length) throws SAXException {
    if (head > 0) {
      return;
    }
    if (layout != Layout.FLOWING || preformatted > 0) {
      words.append(chars, start, length);
      if (words.length() > 1 << 16) {
        limit();
      }
      return;
    }
    for (int i = start; i < start + length; i++) {
      char each = Character.isWhitespace(chars[i]) ? ' ' : chars[i];
      boolean after = each == ' ' && (words.isEmpty() || endsInSpace());
      if (!after) {
        words.append(each);
      }
    }
  }

  /** What Tika adds; for looks, but in PDF. */
  @Override
  public void ignorableWhitespace(char[] chars, int start, int length) throws SAXException {
    if (layout == Layout.PRINTED) {
      characters(chars, start, length);
    }
  }

  /** A paragraph without end must not fill memory: whole lines of it are written. */
  private void limit() throws SAXException {
    int end = words.lastIndexOf("\n");
    if (end > 0) {
      String rest = words.substring(end + 1);
      words.setLength(end);
      flush();
      words.append(rest);
    }
  }

  private boolean endsInSpace() {
    char last = words.charAt(words.length() - 1);
    return last == ' ' || last == '\t';
  }

  private static boolean isBlock(String name) {
    return BLOCKS.contains(name) || MORE_BLOCKS.contains(name);
  }

  /** Writes to the text. */
  interface Writing {
    void write() throws RefusedException;
  }

  /** Writes; remembers a refusal, which parsers may swallow. */
  void attempt(Writing writing) throws SAXException {
    try {
      writing.write();
    } catch (RefusedException e) {
      refused = e;
      throw new SAXException(e);
    }
  }
}
