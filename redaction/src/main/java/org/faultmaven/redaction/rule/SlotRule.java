package org.faultmaven.redaction.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values told by their key, the value masked and the key kept: {@code password=x}, {@code "token":
 * "x"}, {@code --secret x}, {@code <password>x</password>}, {@code ?sig=x}, {@code user: x}. The
 * key is judged by {@link SlotKeys}, its value delimited by {@link SlotValue}.
 */
final class SlotRule implements Rule {
  private static final CharSet IDENTIFIER = CharSet.of("0-9a-zA-Z_.$-");
  private static final CharSet TRAILING = CharSet.of(".-");
  private static final CharSet BLANK = CharSet.of(" ");
  private static final CharSet NOT_LESS = CharSet.of("<").complement();
  private static final int LONGEST_KEY = 64;

  @Override
  public List<String> triggers() {
    return List.of(
        "pass",
        "pwd",
        "secret",
        "token",
        "key",
        "credential",
        "contrasena",
        "auth",
        "cookie",
        "user",
        "login",
        "logname",
        "uid",
        "account",
        "acct",
        "mail",
        "ssn",
        "card",
        "phone",
        "mobile",
        "tel",
        "fax",
        "msisdn",
        "cell",
        "iban",
        "jwt",
        "sessid",
        "sessionid",
        ".sid",
        "sig",
        "code",
        "otp",
        "pin",
        "cvv",
        "cvc",
        "psk",
        "nick",
        "uname",
        "usr",
        "name",
        "number",
        "address",
        " id",
        "security",
        "bearer",
        "pan",
        "upn",
        "customer",
        "employee",
        "patient");
  }

  @Override
  public void confirm(Scan scan, int start, int end) {
    if (start < scan.keysReached || start < scan.credentialsReached) {
      return;
    }
    int from = afterEscape(scan, scan.startOf(IDENTIFIER, start, start - LONGEST_KEY), start);
    int run = scan.endOf(IDENTIFIER, end, end + LONGEST_KEY);
    int to = scan.startOf(TRAILING, run, end);
    scan.keysReached = to;
    Separator separator = Separator.after(scan, from, to);
    if (separator == null || separator.value() < scan.valuesReached) {
      return;
    }
    SlotKind kind = judge(scan, from, to);
    if (kind == null) {
      return;
    }
    char before = scan.at(from - 1);
    boolean parameter = before == '?' || before == '&';
    if (kind != SlotKind.PARAMETER || parameter) {
      new SlotValue(scan, kind, separator.form(), parameter).take(separator.value());
    }
  }

  /** An element whose name is an entity's, {@code <PASSWORD>x</PASSWORD>}, is no pseudonym. */
  static void confirmElement(Scan scan, int start, int end) {
    SlotKind kind = SlotKeys.judge(scan.substring(start + 1, end - 1));
    if (kind == null) {
      return;
    }
    int close = scan.endOf(NOT_LESS, end);
    if (scan.startsWith("</" + scan.substring(start + 1, end), close)) {
      new SlotValue(scan, kind, Separator.Form.ELEMENT, false).take(end);
    }
  }

  private static @Nullable SlotKind judge(Scan scan, int from, int to) {
    SlotKind kind = SlotKeys.judge(scan.substring(from, to));
    if (kind != null && kind != SlotKind.PARAMETER) {
      return kind;
    }
    // "api key: x", "social security number: x": the words before belong to the key.
    int start = from;
    for (int words = 0; words < 2 && scan.at(start - 1) == ' '; words++) {
      int end = scan.startOf(BLANK, start, start - 1);
      int word = scan.startOf(CharSet.LETTERS, end, end - 16);
      if (word == end) {
        break;
      }
      start = word;
      SlotKind joined = SlotKeys.judge(scan.substring(start, to));
      if (joined != null && joined != SlotKind.PARAMETER) {
        return joined;
      }
    }
    return kind;
  }

  /** Without the rest of an escape that looks like a part of the name: {@code \nuser=}. */
  private static int afterEscape(Scan scan, int from, int trigger) {
    char before = scan.at(from - 1);
    if (before == '\\' && from < trigger && "nrt".indexOf(scan.at(from)) >= 0) {
      return from + 1;
    }
    if (before == '%' && from + 2 <= trigger && scan.has(CharSet.HEX, from + 1)) {
      return from + 2;
    }
    return from;
  }
}
