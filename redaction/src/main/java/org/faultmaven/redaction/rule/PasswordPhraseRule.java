package org.faultmaven.redaction.rule;

import java.util.List;

/** Passwords after other words than their name: {@code IDENTIFIED BY 'x'}, {@code sshpass -p x}. */
final class PasswordPhraseRule implements Rule {
  private static final double SCORE = 0.9;
  private static final CharSet BLANKS = CharSet.of(" \t");
  private static final CharSet BARE = CharSet.of("\u0001- \"'`;,)").complement();
  private static final String PASSWORD = "password ";

  @Override
  public List<String> triggers() {
    return List.of("identified by ", "sshpass -p");
  }

  @Override
  public void confirm(Scan scan, int start, int end) {
    int at = scan.endOf(BLANKS, end, end + 8);
    if (scan.startsWithIgnoringCase(PASSWORD, at)) {
      at += PASSWORD.length();
    }
    if (at < scan.valuesReached) {
      return;
    }
    Quotes quotes = Quotes.at(scan, at);
    int from = quotes == null ? at : quotes.start();
    int to = quotes == null ? scan.endOf(BARE, at) : quotes.end();
    scan.valuesReached = to;
    scan.add(from, to, EntityTypes.PASSWORD, SCORE, "password-phrase");
  }
}
