package org.faultmaven.query.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import org.faultmaven.contracts.record.SanitizedText;

/** A part of a question, in UTF-16 indices, the end exclusive. */
record Stretch(int start, int end) {
  static Stretch of(MatchResult match) {
    return new Stretch(match.start(), match.end());
  }

  /** What is left of a text without these parts, which may overlap. */
  static SanitizedText without(SanitizedText text, List<Stretch> parts) {
    var kept = new ArrayList<SanitizedText>();
    int at = 0;
    for (Stretch part : parts.stream().sorted(Comparator.comparingInt(Stretch::start)).toList()) {
      if (part.start() > at) {
        kept.add(text.part(at, part.start()));
      }
      at = Math.max(at, part.end());
    }
    kept.add(text.part(at, text.length()));
    return SanitizedText.join(" ", kept);
  }
}
