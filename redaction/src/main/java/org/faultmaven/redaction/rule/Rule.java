package org.faultmaven.redaction.rule;

import java.util.List;

/**
 * Finds one kind of value. The pass over the text calls {@link #confirm} wherever one of the rule's
 * triggers stands; the rule looks around and adds the spans it is sure enough of. It has no state,
 * and looks at a bounded number of characters, or at ones that no later call looks at again.
 */
interface Rule {
  /** The trigger of a rule that looks at numbers: the first digit of every run of digits. */
  String NUMBER = "#";

  /** Strings in lower case, matched in any case, or {@link #NUMBER}. */
  List<String> triggers();

  /**
   * @param start of the trigger
   * @param end of the trigger; of {@link #NUMBER}, its first digit's
   */
  void confirm(Scan scan, int start, int end);
}
