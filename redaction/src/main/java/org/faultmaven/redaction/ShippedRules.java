package org.faultmaven.redaction;

import static org.faultmaven.redaction.EntityTypes.CREDIT_CARD;
import static org.faultmaven.redaction.EntityTypes.IBAN_CODE;
import static org.faultmaven.redaction.EntityTypes.IP_ADDRESS;
import static org.faultmaven.redaction.EntityTypes.MAC_ADDRESS;
import static org.faultmaven.redaction.EntityTypes.PHONE_NUMBER;
import static org.faultmaven.redaction.EntityTypes.USERNAME;
import static org.faultmaven.redaction.EntityTypes.US_SSN;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Every rule that ships. */
final class ShippedRules {
  private static final String NOT_IN_WORD = "(?<![A-Za-z0-9_.:-])";

  private ShippedRules() {}

  static List<Recognizer> all() {
    var rules = new ArrayList<Recognizer>();
    rules.add(new SlotRule());
    rules.add(new EmailRule());
    rules.add(new UrlCredentialsRule());
    rules.add(new PrivateKeyRule());
    rules.addAll(numbers());
    rules.addAll(tokens());
    rules.addAll(identities());
    return rules;
  }

  private static List<Recognizer> numbers() {
    return List.of(
        PatternRule.of(
            "ipv4",
            IP_ADDRESS,
            1,
            "(?<![A-Za-z0-9_.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![A-Za-z0-9_]|\\.\\d)",
            Checks::isIpv4),
        PatternRule.of(
            "ipv6",
            IP_ADDRESS,
            1,
            "(?<![A-Za-z0-9_:.])(?=[0-9A-Fa-f]{0,4}:)[0-9A-Fa-f:]{2,39}+(?![A-Za-z0-9_])",
            text -> Checks.isIpv6(trimColon(text))),
        PatternRule.of(
            "mac",
            MAC_ADDRESS,
            1,
            NOT_IN_WORD
                + "[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(?:\\1[0-9A-Fa-f]{2}){4}(?![A-Za-z0-9_:-])",
            Checks::isMac),
        PatternRule.of(
            "card",
            CREDIT_CARD,
            1,
            "(?<![A-Za-z0-9_.-])[3-6]\\d{3}(?:[ -]?\\d){8,15}(?![A-Za-z0-9_]|[.-]\\d)",
            Checks::isCard),
        PatternRule.of(
            "iban",
            IBAN_CODE,
            1,
            "(?<![A-Za-z0-9_])[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]){11,30}+(?![A-Za-z0-9])",
            Checks::isIban),
        PatternRule.of(
            "ssn",
            US_SSN,
            0.85,
            "(?<![A-Za-z0-9_.:-])\\d{3}([- ])\\d{2}\\1\\d{4}(?![A-Za-z0-9_]|[.:-]\\d)",
            Checks::isSsn),
        PatternRule.of(
            "phone-international",
            PHONE_NUMBER,
            0.75,
            "(?<![A-Za-z0-9_+=])(?:\\+|00(?=[1-9]))[1-9]\\d{0,2}[ .-]?\\(?\\d{1,4}\\)?(?:["
                + " ./-]?\\d{2,4}){2,4}+(?![A-Za-z0-9_]|[.:]\\d)",
            text ->
                text.startsWith("+")
                    ? Checks.isPhone(text)
                    : Checks.isPhone(text.substring(2)) && hasSeparator(text)),
        PatternRule.of(
            "phone-national",
            PHONE_NUMBER,
            0.6,
            "(?<![A-Za-z0-9_.:/-])(?:\\([2-9]\\d{2}\\)"
                + " ?|[2-9]\\d{2}[-.])[2-9]\\d{2}[-.]\\d{4}(?![A-Za-z0-9_]|[.:-]\\d)",
            Checks::isPhone));
  }

  private static List<Recognizer> tokens() {
    return List.of(
        LiteralRule.token(
            "jwt", "eyJ", "[A-Za-z0-9_-]{6,}+\\.[A-Za-z0-9_-]{6,}+(?:\\.[A-Za-z0-9_-]*+)?"),
        LiteralRule.token("aws-key-id", "AKIA", "[A-Z0-9]{12,}+"),
        LiteralRule.token("aws-temporary-key-id", "ASIA", "[A-Z0-9]{12,}+"),
        LiteralRule.token("github", "ghp_", "[A-Za-z0-9]{20,}+"),
        LiteralRule.token("github", "gho_", "[A-Za-z0-9]{20,}+"),
        LiteralRule.token("github", "ghs_", "[A-Za-z0-9_]{20,}+"),
        LiteralRule.token("github", "ghu_", "[A-Za-z0-9]{20,}+"),
        LiteralRule.token("github", "ghr_", "[A-Za-z0-9]{20,}+"),
        LiteralRule.token("github", "github_pat_", "[A-Za-z0-9_]{20,}+"),
        LiteralRule.token("gitlab", "glpat-", "[A-Za-z0-9_-]{16,}+"),
        LiteralRule.token("slack", "xox", "[abeoprs]-[A-Za-z0-9-]{10,}+"),
        LiteralRule.token("stripe", "sk_live_", "[A-Za-z0-9]{10,}+"),
        LiteralRule.token("stripe", "rk_live_", "[A-Za-z0-9]{10,}+"),
        LiteralRule.token("stripe", "sk_test_", "[A-Za-z0-9]{10,}+"),
        LiteralRule.token("google-api", "AIza", "[A-Za-z0-9_-]{30,}+"),
        LiteralRule.token("google-oauth", "ya29.", "[A-Za-z0-9_-]{20,}+"),
        LiteralRule.token("npm", "npm_", "[A-Za-z0-9]{30,}+"),
        LiteralRule.token("pypi", "pypi-", "[A-Za-z0-9_-]{30,}+"),
        LiteralRule.token("sendgrid", "SG.", "[A-Za-z0-9_-]{16,}+\\.[A-Za-z0-9_-]{16,}+"),
        LiteralRule.token("docker", "dckr_pat_", "[A-Za-z0-9_-]{20,}+"),
        LiteralRule.token("hugging-face", "hf_", "[A-Za-z0-9]{25,}+"),
        LiteralRule.token("model-provider", "sk-", "[A-Za-z0-9_-]{20,}+"),
        LiteralRule.token("vault", "hvs.", "[A-Za-z0-9_-]{20,}+"),
        LiteralRule.token("digitalocean", "dop_v1_", "[a-f0-9]{32,}+"));
  }

  private static List<Recognizer> identities() {
    return List.of(
        scheme("Bearer"),
        scheme("bearer"),
        scheme("BEARER"),
        scheme("Basic"),
        scheme("basic"),
        home("/home/", "[^/\\s\"'<>:;,|*?]{1,64}+"),
        home("/Users/", "[^/\\s\"'<>:;,|*?]{1,64}+"),
        home("\\Users\\", "\\\\?([^\\\\/\\s\"'<>:;,|*?]{1,64}+)"),
        PatternRule.ofGroup(
            "for-user",
            USERNAME,
            0.7,
            "(?i)\\bfor (?:invalid )?user:? ['\"]?([^\\s'\",;()]{2,64}+)"),
        PatternRule.ofGroup(
            "user-quoted", USERNAME, 0.7, "(?i)\\buser(?:name)? ['\"]([^'\"\\s]{2,64}+)['\"]"),
        PatternRule.ofGroup(
            "sshd",
            USERNAME,
            0.8,
            "\\b(?:Accepted|Failed) [a-z/-]{4,30} for (?:invalid user )?(\\S{1,64}+) from "),
        PatternRule.ofGroup(
            "invalid-user", USERNAME, 0.7, "\\b[Ii]nvalid user (\\S{2,64}+) from "));
  }

  /**
   * {@code Bearer} and what follows: a token of some length, so that {@code basic settings} is
   * none.
   */
  private static LiteralRule scheme(String scheme) {
    return new LiteralRule(
        "authorization",
        EntityTypes.TOKEN,
        0.9,
        scheme + " ",
        Pattern.compile(scheme + " ++(?=[A-Za-z0-9._~+/-]*[0-9=+/_])([A-Za-z0-9._~+/=-]{8,}+)"),
        true);
  }

  private static LiteralRule home(String folder, String user) {
    String group = user.contains("(") ? user : "(" + user + ")";
    return new LiteralRule(
        "home-path", USERNAME, 0.8, folder, Pattern.compile(Pattern.quote(folder) + group), false);
  }

  private static boolean hasSeparator(String text) {
    return text.chars().anyMatch(c -> c == ' ' || c == '-' || c == '/');
  }

  /** {@code fe80::1:} at the end of a clause. */
  private static String trimColon(String text) {
    return text.endsWith(":") && !text.endsWith("::") ? text.substring(0, text.length() - 1) : text;
  }
}
