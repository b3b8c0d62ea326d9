package org.faultmaven.query.answer;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a model's sentences to what it was shown: a citation of what there is not is removed, and a
 * masked value that stands nowhere in what it was shown is made up.
 */
final class CitationCheck {
  private static final Pattern GROUP =
      Pattern.compile("\\s*\\[\\s*(T?\\d{1,9}(?:\\s*[,;]\\s*T?\\d{1,9})*)\\s*]");
  private static final Pattern PSEUDONYM = Pattern.compile("<[A-Z_]{2,40}_[a-z2-7]{8}>");

  /**
   * A sentence after the check.
   *
   * @param text with citations of what there is alone
   * @param cited how many those are
   * @param removed how many were not
   */
  record Checked(String text, int cited, int removed) {}

  private final int evidence;
  private final Set<String> pseudonyms = new LinkedHashSet<>();
  private final Set<Integer> results = new LinkedHashSet<>();

  /**
   * @param evidence how many pieces of evidence were shown
   */
  CitationCheck(int evidence) {
    this.evidence = evidence;
  }

  /** The model was shown this. */
  void shown(CharSequence text) {
    for (Matcher found = PSEUDONYM.matcher(text); found.find(); ) {
      pseudonyms.add(found.group());
    }
  }

  /** The tool call of this number, from 1, had a result. */
  void result(int number) {
    results.add(number);
  }

  Checked check(String sentence) {
    var text = new StringBuilder();
    int cited = 0;
    int removed = 0;
    int from = 0;
    for (Matcher group = GROUP.matcher(sentence); group.find(); ) {
      text.append(sentence, from, group.start());
      from = group.end();
      for (String one : group.group(1).split("[,;]", -1)) {
        String number = one.strip();
        if (exists(number)) {
          text.append(" [").append(number).append(']');
          cited++;
        } else {
          removed++;
        }
      }
    }
    text.append(sentence, from, sentence.length());
    return new Checked(text.toString().strip(), cited, removed);
  }

  private boolean exists(String number) {
    if (number.startsWith("T")) {
      return results.contains(Integer.valueOf(number.substring(1)));
    }
    int of = Integer.parseInt(number);
    return of >= 1 && of <= evidence;
  }

  /** Whether the sentence names a masked value that the model was never shown. */
  boolean inventsValue(String sentence) {
    for (Matcher found = PSEUDONYM.matcher(sentence); found.find(); ) {
      if (!pseudonyms.contains(found.group())) {
        return true;
      }
    }
    return false;
  }
}
