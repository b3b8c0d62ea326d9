package org.faultmaven.redaction.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Users in the sentences of sshd, PAM, sudo, databases and applications: {@code Accepted password
 * for bob from}, {@code session opened for user bob}, {@code invalid user bob}, {@code user bob
 * logged in}.
 */
final class UserPhraseRule implements Rule {
  private static final double SCORE = 0.6;
  private static final String USER = "user ";
  private static final List<String> PHRASES =
      List.of(
          "password for ",
          "publickey for ",
          "keyboard-interactive/pam for ",
          "gssapi-with-mic for ",
          "authentication failure for ",
          "login for ",
          "login failed for ",
          "logged in as ",
          "login as ",
          "authenticated as ",
          "sudo: ",
          "successful su for ",
          "disconnected from user ",
          "authenticating user ");
  private static final Set<String> BEFORE =
      Set.of(
          "for", "by", "as", "invalid", "illegal", "unknown", "new", "of", "to", "authenticating");
  private static final Set<String> AFTER =
      Set.of(
          "logged",
          "authenticated",
          "connected",
          "disconnected",
          "from",
          "failed",
          "signed",
          "created",
          "deleted",
          "locked",
          "unlocked",
          "attempted",
          "requested",
          "joined");
  private static final Set<String> WORDS =
      Set.of(
          "a",
          "account",
          "accounts",
          "agent",
          "an",
          "and",
          "any",
          "authentication",
          "by",
          "cache",
          "config",
          "configuration",
          "context",
          "created",
          "creation",
          "data",
          "database",
          "db",
          "defined",
          "details",
          "does",
          "error",
          "failed",
          "failure",
          "file",
          "for",
          "from",
          "group",
          "groups",
          "has",
          "id",
          "ids",
          "in",
          "input",
          "interface",
          "invalid",
          "is",
          "list",
          "login",
          "management",
          "mode",
          "name",
          "names",
          "not",
          "object",
          "of",
          "on",
          "or",
          "password",
          "permissions",
          "process",
          "profile",
          "query",
          "request",
          "requests",
          "role",
          "roles",
          "service",
          "session",
          "sessions",
          "settings",
          "space",
          "store",
          "table",
          "that",
          "the",
          "this",
          "threads",
          "time",
          "to",
          "token",
          "tokens",
          "type",
          "user",
          "users",
          "was",
          "which",
          "who",
          "with");
  private static final CharSet NAME = CharSet.of("0-9a-zA-Z._@\\$+-").andBeyondAscii();
  private static final CharSet BLANK = CharSet.of(" ");
  private static final CharSet TRAILING = CharSet.of(".");
  private static final int LONGEST = 64;

  private static boolean isNoName(String value) {
    return isWord(value) || Placeholders.isNobody(value);
  }

  /** Whether this is a word that follows "user" in a sentence, rather than a name. */
  static boolean isWord(String value) {
    return WORDS.contains(value.toLowerCase(Locale.ROOT));
  }

  @Override
  public List<String> triggers() {
    List<String> triggers = new ArrayList<>(PHRASES);
    triggers.add(USER);
    return triggers;
  }

  @Override
  public void confirm(Scan scan, int start, int end) {
    int name = scan.endOf(BLANK, end, end + 16);
    int to = scan.startOf(TRAILING, scan.endOf(NAME, name, name + LONGEST), name);
    if (to == name || !scan.startsWord(start)) {
      return;
    }
    if (scan.at(name - 1) != ' ' || isNoName(scan.substring(name, to))) {
      return;
    }
    boolean told = end - start > USER.length() || wordBefore(scan, start) || wordAfter(scan, to);
    boolean sudo = scan.startsWithIgnoringCase("sudo:", start) && !scan.startsWith(" : ", to);
    boolean slot = scan.at(to) == '=' || (scan.at(to) == '(' && !scan.startsWith("(uid", to));
    if (told && !sudo && !slot) {
      scan.add(name, to, EntityTypes.USERNAME, SCORE, "user-phrase");
    }
  }

  private static boolean wordBefore(Scan scan, int start) {
    int end = scan.startOf(BLANK, start, start - 2);
    int word = scan.startOf(CharSet.LETTERS, end, end - 16);
    return end < start && BEFORE.contains(scan.substring(word, end).toLowerCase(Locale.ROOT));
  }

  private static boolean wordAfter(Scan scan, int to) {
    int word = scan.endOf(BLANK, to, to + 2);
    int end = scan.endOf(CharSet.LETTERS, word, word + 16);
    return word > to && AFTER.contains(scan.substring(word, end).toLowerCase(Locale.ROOT));
  }
}
