package org.faultmaven.ingest.extraction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mark of a page in an outlined text: a line with a form feed and {@code page 12}. It says its
 * number itself: should a mask swallow one, the pages after it are right again. A form feed alone
 * ends the pages. A form feed in any other line is read as the next page: so text has been
 * paginated ever since.
 */
public final class PageMark {
  /** The page of what is on none. */
  public static final int NONE = 0;

  private static final char FORM_FEED = '\f';
  private static final Pattern NUMBERED = Pattern.compile("\f *page (\\d{1,7})\\s*");

  private PageMark() {}

  /** The line that begins a page, without its end. */
  public static String of(int page) {
    return page == NONE ? "\f" : "\fpage " + page;
  }

  /** Whether the line is nothing but a mark. */
  public static boolean is(String line) {
    return line.indexOf(FORM_FEED) == 0 && (line.isBlank() || NUMBERED.matcher(line).matches());
  }

  /** The page after a line, on which there may be a mark. */
  public static int after(String line, int page) {
    if (line.indexOf(FORM_FEED) < 0) {
      return page;
    }
    Matcher numbered = NUMBERED.matcher(line);
    if (numbered.matches()) {
      return Integer.parseInt(numbered.group(1));
    }
    if (line.isBlank()) {
      return NONE;
    }
    return page + (int) line.chars().filter(each -> each == FORM_FEED).count();
  }
}
