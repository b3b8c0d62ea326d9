package org.faultmaven.sanitizer.format;

import java.util.List;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Verdict;

/** A text by its format: what of it is to be judged, and how it is put together again. */
public sealed interface Content permits PlainText, JsonEvent {
  /** Everything in it that could hold somebody's data. */
  List<Fragment> fragments();

  /**
   * The text in the same format, with every fragment as it was judged.
   *
   * @param verdicts one a fragment, in their order
   */
  SanitizedText compose(List<Verdict> verdicts);

  /**
   * Looks at a text: a JSON object or array, or else plain text, of one line or many. Broken JSON
   * is plain text.
   *
   * @throws RefusedException TOO_DEEP
   */
  static Content of(String text) throws RefusedException {
    JsonEvent event = JsonEvent.parse(text);
    return event == null ? new PlainText(text) : event;
  }

  /** A text of which only the words count, whatever its format. */
  static Content plain(String text) {
    return new PlainText(text);
  }
}
