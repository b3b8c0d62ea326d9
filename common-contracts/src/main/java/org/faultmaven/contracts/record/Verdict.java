package org.faultmaven.contracts.record;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sanitiser says of one fragment: the masked text, and what was masked. Only sanitisers make
 * one; an architecture test holds them to it.
 *
 * @param text the fragment with every masked span replaced
 * @param spans what was masked, in order, without overlap, in UTF-16 indices of the <em>raw</em>
 *     fragment
 */
public record Verdict(SanitizedText text, List<Span> spans) {
  public Verdict {
    spans = List.copyOf(spans);
  }

  /** A verdict on a text that the sanitiser has masked. */
  public static Verdict of(String masked, List<Span> spans) {
    return new Verdict(new SanitizedText(masked), spans);
  }

  /** How often each entity type was masked, sorted by type. */
  public Map<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    spans.forEach(span -> counts.merge(span.type(), 1, Integer::sum));
    return counts;
  }
}
