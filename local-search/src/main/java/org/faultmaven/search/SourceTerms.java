package org.faultmaven.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a source is found by: itself, each of its leading paths, each of its segments. */
final class SourceTerms {
  /**
   * What stands behind the 32nd slash is found by the whole source only: the terms of a source grow
   * with the square of its segments.
   */
  private static final int MAX_SEGMENTS = 32;

  /** Lucene's longest term has 32,766 bytes. */
  private static final int MAX_LENGTH = 1_000;

  private SourceTerms() {}

  static Set<String> of(String source) {
    var terms = new LinkedHashSet<String>();
    terms.add(term(source));
    int start = 0;
    for (int i = 0; i < MAX_SEGMENTS; i++) {
      int slash = source.indexOf('/', start);
      int end = slash < 0 ? source.length() : slash;
      if (end > start) {
        terms.add(term(source.substring(start, end)));
        terms.add(term(source.substring(0, end)));
      }
      if (slash < 0) {
        break;
      }
      start = slash + 1;
    }
    return terms;
  }

  /** The term that a filter's source is looked up by. */
  static String term(String source) {
    return source.length() <= MAX_LENGTH
        ? source
        : "sha256/" + HexFormat.of().formatHex(Sha256.of(source.getBytes(UTF_8)));
  }
}
