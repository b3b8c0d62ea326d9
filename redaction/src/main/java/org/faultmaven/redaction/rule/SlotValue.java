package org.faultmaven.redaction.rule;

import org.jspecify.annotations.Nullable;

/** Delimits the value of one slot and masks it, unless it is a placeholder. */
final class SlotValue {
  private static final double DOUBTFUL = 0.3;
  private static final int LONGEST_QUOTED_NAME = 80;
  private static final int LEAST_WORDLIKE_SECRET = 8;
  private static final int LEAST_NUMERIC_TOKEN = 5;
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_DOUBTFUL = 64;
  private static final int LEAST_APPOSED_PASSWORD = 6;
  private static final int LEAST_APPOSED_SECRET = 16;
  private static final int LONGEST_APPOSED = 64;
  private static final CharSet APPOSED = CharSet.of("!#-&*+0-9?-Z^-z~.-");
  private static final CharSet NOT_DIGITS = CharSet.DIGITS.complement();
  private static final CharSet NOT_LETTERS = CharSet.LETTERS.complement();
  private static final CharSet BLANKS = CharSet.of(" \t");
  private static final CharSet STRING_PREFIX = CharSet.of("bBrRuUfF");
  private static final CharSet TEXT = CharSet.of("<").complement();
  private static final CharSet PARAMETER = CharSet.of("\u0001- &#\"'<>)`").complement();
  private static final CharSet NAME = CharSet.of("\u0001- \"'`,;()[]{}<>&|=:").complement();
  private static final CharSet NUMBER = CharSet.of("0-9 ()+./*-");
  private static final CharSet WORD = CharSet.of("\u0001- \"'").complement();

  private final Scan scan;
  private final SlotKind kind;
  private final Separator.Form form;
  private final boolean parameter;

  SlotValue(Scan scan, SlotKind kind, Separator.Form form, boolean parameter) {
    this.scan = scan;
    this.kind = kind;
    this.form = form;
    this.parameter = parameter;
  }

  /** Takes the value that begins here. */
  void take(int start) {
    int at = start;
    if (form == Separator.Form.ELEMENT) {
      mask(at, scan.endOf(TEXT, at), true);
      return;
    }
    if (scan.at(at) == '[' && !isBracketed(at)) {
      takeList(at + 1);
      return;
    }
    Quotes quotes = quotesAt(at);
    if (quotes != null) {
      takeQuoted(quotes);
    } else if (form != Separator.Form.QUOTATION && scan.at(at) != '{') {
      takeBare(at);
    }
  }

  private @Nullable Quotes quotesAt(int at) {
    Quotes quotes = Quotes.at(scan, at);
    boolean prefixed = quotes == null && scan.has(STRING_PREFIX, at);
    return prefixed ? Quotes.at(scan, at + 1) : quotes;
  }

  private void takeQuoted(Quotes quotes) {
    boolean quotation = form == Separator.Form.QUOTATION;
    boolean namable = kind == SlotKind.PASSWORD || kind == SlotKind.USERNAME;
    if (quotation && (!namable || quotes.end() - quotes.start() > LONGEST_QUOTED_NAME)) {
      return;
    }
    mask(quotes.start(), quotes.end(), true);
  }

  /** {@code [hidden]}: no list, but one value. */
  private boolean isBracketed(int at) {
    int end = scan.endOf(CharSet.LETTERS, at + 1, at + 20);
    return scan.at(end) == ']';
  }

  private void takeList(int start) {
    int at = scan.endOf(BLANKS, start, start + 8);
    Quotes quotes = quotesAt(at);
    while (quotes != null) {
      takeQuoted(quotes);
      at = scan.endOf(BLANKS, quotes.after(), quotes.after() + 8);
      if (scan.at(at) != ',') {
        return;
      }
      at = scan.endOf(BLANKS, at + 1, at + 9);
      quotes = quotesAt(at);
    }
    if (scan.at(at) != '{') {
      takeBare(at);
    }
  }

  private void takeBare(int start) {
    if (form == Separator.Form.APPOSITION) {
      takeApposition(start);
    } else if (parameter) {
      mask(start, scan.endOf(PARAMETER, start), true);
    } else if (kind == SlotKind.AUTHORIZATION) {
      mask(start, HeaderValue.credentialsEnd(scan, start), false);
    } else if (kind == SlotKind.COOKIE) {
      mask(start, HeaderValue.cookiesEnd(scan, start), false);
    } else if (kind.isNumber()) {
      mask(start, scan.endOf(NUMBER, start, start + LONGEST_NUMBER), false);
    } else if (kind.isName()) {
      takeName(start);
    } else if (kind == SlotKind.PIN || kind == SlotKind.IBAN) {
      mask(start, scan.endOf(WORD, start, start + LONGEST_NUMBER), false);
    } else if (kind != SlotKind.PWD || !isPath(start)) {
      mask(start, BareValue.end(scan, start, form != Separator.Form.VARIABLE), false);
    }
  }

  /**
   * {@code password hunter2}, {@code token q1w2...}: with a digit and a letter, and long enough.
   */
  private void takeApposition(int start) {
    int least =
        switch (kind) {
          case PASSWORD -> LEAST_APPOSED_PASSWORD;
          case SECRET, TOKEN -> LEAST_APPOSED_SECRET;
          default -> Integer.MAX_VALUE;
        };
    int end = scan.endOf(APPOSED, start, start + LONGEST_APPOSED);
    boolean digit = scan.endOf(NOT_DIGITS, start, end) < end;
    boolean letter = scan.endOf(NOT_LETTERS, start, end) < end;
    if (end - start >= least && digit && letter) {
      mask(start, scan.endOf(APPOSED, end), true);
    }
  }

  private boolean isPath(int start) {
    return scan.at(start) == '/' || scan.startsWith(":\\", start + 1);
  }

  private void takeName(int start) {
    int end = scan.endOf(NAME, start);
    char after = scan.at(end);
    boolean keyFollows = after == '=' || after == '(' || (after == ':' && scan.at(end + 1) == ':');
    if (after == '=' && scan.startsWithIgnoringCase("cn=", start)) {
      // A distinguished name, as a principal: User:CN=bob,OU=x
      mask(end + 1, scan.endOf(NAME, end + 1), false);
    }
    if (keyFollows) {
      return;
    }
    mask(start, end, false);
    // curl's --user name:password
    if (form == Separator.Form.OPTION && after == ':') {
      int to = scan.endOf(WORD, end + 1);
      scan.add(end + 1, to, EntityTypes.PASSWORD, SlotKind.PASSWORD.score(), kind.rule());
    }
  }

  /** Masks what lies between, without the blanks at its ends. */
  void mask(int start, int end, boolean delimited) {
    int from = scan.endOf(BLANKS, start, end);
    if (kind == SlotKind.AUTHORIZATION) {
      from = HeaderValue.schemeEnd(scan, from, end);
    }
    int to = scan.startOf(BLANKS, end, from);
    if (from >= to || scan.tokenEnd(from) == to) {
      return;
    }
    String value = scan.substring(from, to);
    boolean nobody = kind.isName() && Placeholders.isNobody(value);
    if (nobody || Placeholders.isPlaceholder(value) || !fits(value)) {
      return;
    }
    double score = isDoubtful(value, delimited) ? DOUBTFUL : kind.score();
    scan.add(from, to, kind.type(), score, kind.rule());
    if (score > DOUBTFUL) {
      scan.valuesReached = Math.max(scan.valuesReached, to);
    }
  }

  /** Whether a value can be what its key says. */
  private boolean fits(String value) {
    int digits = 0;
    for (int i = 0; i < value.length(); i++) {
      digits += CharSet.DIGITS.contains(value.charAt(i)) ? 1 : 0;
    }
    return switch (kind) {
      case CARD -> digits >= 12;
      case SSN -> digits >= 4;
      case PHONE -> digits >= 6;
      case IBAN -> digits >= 8;
      // A limit or a count of tokens.
      case TOKEN -> digits < value.length() || digits >= LEAST_NUMERIC_TOKEN;
      case PIN -> digits == value.length() && digits >= 3 && digits <= 8;
      case USER_ID, PERSON -> digits < value.length();
      default -> true;
    };
  }

  private boolean isDoubtful(String value, boolean delimited) {
    if (delimited || form == Separator.Form.OPTION || value.length() > LONGEST_DOUBTFUL) {
      return false;
    }
    boolean said = form == Separator.Form.COLON || form == Separator.Form.SENTENCE;
    boolean letters = value.chars().allMatch(Character::isLetter);
    return switch (kind) {
      case PASSWORD, PWD -> said && Placeholders.isSpeech(value);
      case PASS -> said || value.chars().allMatch(Character::isDigit);
      case SECRET, TOKEN, AUTHORIZATION, COOKIE, PARAMETER ->
          said
              && (Placeholders.isSpeech(value)
                  || (letters && value.length() < LEAST_WORDLIKE_SECRET)
                  || value.length() < 4);
      case EMAIL -> letters;
      case USERNAME, USER_ID, PERSON ->
          said && (Placeholders.isSpeech(value) || UserPhraseRule.isWord(value));
      default -> false;
    };
  }
}
