package org.faultmaven.redaction;

import java.util.List;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;

/**
 * A fragment that the engine's own rules have judged, and others are still to judge. Indices are
 * UTF-16 of its text; spans are in order and none overlaps another, of either list.
 *
 * @param fragment as it came, or as an earlier pass masked it
 * @param masked what the rules mask
 * @param pseudonyms those that stand in the text already
 */
public record Draft(Fragment fragment, List<Span> masked, List<Span> pseudonyms) {
  public Draft {
    masked = List.copyOf(masked);
    pseudonyms = List.copyOf(pseudonyms);
  }

  /** A fragment of which the rules mask nothing. */
  public static Draft of(Fragment fragment) {
    return new Draft(fragment, List.of(), List.of());
  }

  public String text() {
    return fragment.text();
  }
}
