package org.faultmaven.ingest.extraction.child;

import java.util.Locale;
import java.util.Set;
import org.apache.tika.parser.html.DefaultHtmlMapper;

/** Keeps the elements of a page that end lines; Tika's own mapper joins what stands in them. */
final class BlockMapper extends DefaultHtmlMapper {
  private static final Set<String> BLOCKS =
      Set.of(
          "DIV",
          "SECTION",
          "ARTICLE",
          "MAIN",
          "ASIDE",
          "HEADER",
          "FOOTER",
          "NAV",
          "FIGURE",
          "FIGCAPTION",
          "DETAILS",
          "SUMMARY",
          "FORM",
          "FIELDSET",
          "CAPTION");

  @Override
  public String mapSafeElement(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (BLOCKS.contains(upper)) {
      return "div";
    }
    return upper.equals("BR") || upper.equals("HR") ? "br" : super.mapSafeElement(upper);
  }
}
