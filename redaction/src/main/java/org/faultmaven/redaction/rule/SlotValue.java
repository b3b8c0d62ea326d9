package org.faultmaven.redaction.rule;

import java.util.Locale;
import java.util.Set;
import org.faultmaven.redaction.EntityTypes;
import org.jspecify.annotations.Nullable;

/** Delimits the value of one slot and masks it, unless it is a placeholder. */
final class SlotValue {
  private static final double DOUBTFUL = 0.3;
  private static final int LONGEST_QUOTED_NAME = 80;
  private static final int LEAST_WORDLIKE_SECRET = 8;
  private static final int LEAST_NUMERIC_TOKEN = 5;
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_DOUBTFUL = 64;
  private static final CharSet BLANKS = CharSet.of(" \t");
  private static final CharSet STRING_PREFIX = CharSet.of("bBrRuUfF");
  private static final CharSet LINE = CharSet.of("\r\n").complement();
  private static final CharSet TEXT = CharSet.of("<").complement();
  private static final CharSet PARAMETER = CharSet.of("\u0001- &#\"'<>)`").complement();
  private static final CharSet NAME = CharSet.of("\u0001- \"'`,;()[]{}<>&|=:").complement();
  private static final CharSet NUMBER = CharSet.of("0-9 ()+./*-");
  private static final CharSet WORD = CharSet.of("\u0001- \"'").complement();
  private static final CharSet COOKIE_NAME = CharSet.of("0-9a-zA-Z_.%-");
  private static final CharSet QUOTES = CharSet.of("\"\\");
  private static final CharSet SCHEME = CharSet.of("0-9a-zA-Z-");

  /** Schemes of the Authorization header, of IANA's registry and in use. */
  private static final Set<String> SCHEMES =
      Set.of(
          "basic",
          "bearer",
          "digest",
          "negotiate",
          "ntlm",
          "oauth",
          "hawk",
          "token",
          "apikey",
          "api-key",
          "signature",
          "aws4-hmac-sha256",
          "sharedkey",
          "sso-key",
          "dpop",
          "gnap",
          "key",
          "vapid",
          "mutual",
          "scram-sha-1",
          "scram-sha-256",
          "ssws",
          "jwt");

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
    takeBare(at);
  }

  private void takeBare(int start) {
    if (parameter) {
      mask(start, scan.endOf(PARAMETER, start), true);
    } else if (kind == SlotKind.AUTHORIZATION) {
      mask(start, credentialsEnd(start), false);
    } else if (kind == SlotKind.COOKIE) {
      mask(start, cookiesEnd(start), false);
    } else if (kind.isNumber()) {
      mask(start, scan.endOf(NUMBER, start, start + LONGEST_NUMBER), false);
    } else if (kind.isName()) {
      takeName(start);
    } else if (kind == SlotKind.PIN || kind == SlotKind.IBAN) {
      mask(start, scan.endOf(WORD, start, start + LONGEST_NUMBER), false);
    } else if (kind != SlotKind.PWD || !isPath(start)) {
      mask(start, BareValue.end(scan, start), false);
    }
  }

  private boolean isPath(int start) {
    return scan.at(start) == '/' || scan.startsWith(":\\", start + 1);
  }

  private void takeName(int start) {
    int end = scan.endOf(NAME, start);
    char after = scan.at(end);
    boolean keyFollows = after == '=' || after == '(' || (after == ':' && scan.at(end + 1) == ':');
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

  /** Credentials of one word; a list of parameters reaches to the end of the line. */
  private int credentialsEnd(int start) {
    int value = schemeEnd(start, scan.length());
    int name = scan.endOf(SCHEME, value, value + LONGEST_NAME);
    boolean parameters = value > start && scan.at(name) == '=' && scan.has(QUOTES, name + 1);
    return parameters ? scan.endOf(LINE, value) : BareValue.end(scan, value);
  }

  /** Cookies in a row. */
  private int cookiesEnd(int start) {
    int end = BareValue.end(scan, start);
    while (scan.at(end) == ';') {
      int next = scan.endOf(BLANKS, end + 1, end + 3);
      int name = scan.endOf(COOKIE_NAME, next, next + LONGEST_NAME);
      boolean flag = scan.at(name) == ';' || name >= scan.length();
      if (name == next || (scan.at(name) != '=' && !flag)) {
        break;
      }
      end = BareValue.end(scan, next);
    }
    return end;
  }

  /** Past the scheme of credentials and the blanks after it; the start when there is none. */
  private int schemeEnd(int start, int limit) {
    int end = scan.endOf(SCHEME, start, Math.min(start + 24, limit));
    int value = scan.endOf(BLANKS, end, Math.min(end + 8, limit));
    boolean known =
        value > end && SCHEMES.contains(scan.substring(start, end).toLowerCase(Locale.ROOT));
    return known ? value : start;
  }

  /** Masks what lies between, without the blanks at its ends. */
  void mask(int start, int end, boolean delimited) {
    int from = scan.endOf(BLANKS, start, end);
    if (kind == SlotKind.AUTHORIZATION) {
      from = schemeEnd(from, end);
    }
    int to = scan.startOf(BLANKS, end, from);
    if (from >= to || scan.tokenEnd(from) == to) {
      return;
    }
    String value = scan.substring(from, to);
    if (Placeholders.isPlaceholder(value) || !fits(value)) {
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
