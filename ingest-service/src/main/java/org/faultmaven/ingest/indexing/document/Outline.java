package org.faultmaven.ingest.indexing.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.ingest.extraction.PageMark;
import org.jspecify.annotations.Nullable;

/**
 * Follows pages and headings through the pieces of an outlined document, and cuts each into
 * stretches that lie on one page under one heading: what is cited must stand where the citation
 * says. Sanitised text only.
 */
final class Outline {
  private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)(?:\\s+#+)?\\s*");
  private static final Pattern FENCE = Pattern.compile("\\s{0,3}(?:```|~~~).*");

  /** A whole paragraph in a heading's style makes no better a section. */
  private static final int LONGEST = 120;

  private static final String BETWEEN = " > ";

  private final List<@Nullable String> headings = new ArrayList<>();
  private int page = PageMark.NONE;
  private boolean fenced;

  /**
   * Lines of a piece.
   *
   * @param firstLine 1-based
   * @param lastLine inclusive
   */
  record Stretch(int firstLine, int lastLine, @Nullable Integer page, @Nullable String section) {
    /** All lines, on no page and in no section. */
    static List<Stretch> all(int lines) {
      return List.of(new Stretch(1, lines, null, null));
    }
  }

  /** The stretches of the next piece, in order; page marks are in none. */
  List<Stretch> of(List<String> lines) {
    var stretches = new ArrayList<Stretch>();
    int first = 1;
    boolean body = false;
    for (int i = 0; i < lines.size(); i++) {
      int number = i + 1;
      String line = lines.get(i);
      Matcher heading = HEADING.matcher(line);
      if (line.indexOf('\f') == 0) {
        add(stretches, lines, first, number - 1);
        page = PageMark.after(line, page);
        first = PageMark.is(line) ? number + 1 : number;
        body = first == number;
      } else if (!fenced && heading.matches()) {
        if (body) {
          add(stretches, lines, first, number - 1);
          first = number;
          body = false;
        }
        enter(heading.group(1).length(), heading.group(2));
      } else {
        fenced ^= FENCE.matcher(line).matches();
        body |= !line.isBlank();
        page = PageMark.after(line, page);
      }
    }
    add(stretches, lines, first, lines.size());
    return stretches;
  }

  private void add(List<Stretch> stretches, List<String> lines, int first, int last) {
    if (first <= last && !lines.subList(first - 1, last).stream().allMatch(String::isBlank)) {
      stretches.add(new Stretch(first, last, page == PageMark.NONE ? null : page, section()));
    }
  }

  private void enter(int level, String words) {
    while (headings.size() >= level) {
      headings.removeLast();
    }
    while (headings.size() < level - 1) {
      headings.add(null);
    }
    headings.add(words.length() <= LONGEST ? words : shortened(words));
  }

  private static String shortened(String words) {
    int end = Character.isLowSurrogate(words.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
    return words.substring(0, end).strip() + "\u2026";
  }

  private @Nullable String section() {
    List<String> present = new ArrayList<>();
    for (String heading : headings) {
      if (heading != null && !heading.isEmpty()) {
        present.add(heading);
      }
    }
    return present.isEmpty() ? null : String.join(BETWEEN, present);
  }
}
