package org.faultmaven.sanitizer.format;

import java.util.List;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Verdict;

/** A text that is judged whole: what is secret may straddle its lines. */
record PlainText(String text) implements Content {
  @Override
  public List<Fragment> fragments() {
    return List.of(Fragment.of(text));
  }

  @Override
  public SanitizedText compose(List<Verdict> verdicts) {
    return verdicts.getFirst().text();
  }

  /** Its length only: it is raw. */
  @Override
  public String toString() {
    return "PlainText[" + text.length() + " chars]";
  }
}
