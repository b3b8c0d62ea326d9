package org.faultmaven.redaction.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tokens of clouds, forges and services, told by their prefix: {@link KnownToken}. */
final class KnownTokenRule implements Rule {
  private static final double SCORE = 0.95;

  /** How far a token is looked at before it is sure to be one. */
  private static final int FIRST_LOOK = 96;

  private static final CharSet NOT_DIGITS = CharSet.DIGITS.complement();

  private final Map<String, KnownToken> byTrigger = new HashMap<>();

  KnownTokenRule() {
    for (KnownToken token : KnownToken.ALL) {
      byTrigger.put(token.trigger(), token);
    }
  }

  @Override
  public List<String> triggers() {
    return List.copyOf(byTrigger.keySet());
  }

  @Override
  public void confirm(Scan scan, int start, int end) {
    if (start < scan.tokensReached || !scan.startsWord(start)) {
      return;
    }
    KnownToken token = byTrigger.get(scan.substring(start, end).toLowerCase(Locale.ROOT));
    if (token == null || !scan.startsWith(token.prefix(), start)) {
      return;
    }
    int to = scan.endOf(token.body(), end, end + FIRST_LOOK);
    boolean length = to - end >= token.least() && to - end <= token.most();
    boolean digit = !token.digit() || scan.endOf(NOT_DIGITS, end, to) < to;
    if (!length || !digit || (token.most() < FIRST_LOOK && !scan.endsWord(to))) {
      return;
    }
    to = scan.endOf(token.body(), to);
    scan.tokensReached = Math.max(scan.tokensReached, to);
    scan.add(start, to, EntityTypes.TOKEN, SCORE, "token-" + token.rule());
  }
}
