package org.faultmaven.redaction;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names after which a value is a secret or somebody, and values that are neither. */
final class SlotNames {
  private static final List<String> SECRET_ENDINGS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "passwort",
          "pwd",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "accesskeyid",
          "secretkey",
          "privatekey",
          "signingkey",
          "encryptionkey",
          "sharedkey",
          "accountkey",
          "authkey",
          "sessionid",
          "jsessionid",
          "phpsessid",
          "credential",
          "credentials",
          "authorization",
          "cookie",
          "connectionstring");

  private static final Set<String> SECRET =
      Set.of("pass", "pw", "auth", "sig", "signature", "pin", "otp", "sas", "jwt");

  private static final Set<String> USER =
      Set.of(
          "user",
          "username",
          "userid",
          "login",
          "loginname",
          "account",
          "accountname",
          "email",
          "mail",
          "emailaddress",
          "customer",
          "principal",
          "owner",
          "ruser",
          "logname",
          "acct",
          "sshuser",
          "dbuser",
          "displayname",
          "fullname",
          "firstname",
          "lastname",
          "surname",
          "ssn",
          "phone",
          "phonenumber",
          "mobile",
          "cardnumber",
          "iban");

  /** Accounts of machines, and words that stand for nobody. */
  private static final Set<String> NOBODY =
      Set.of(
          "root",
          "admin",
          "administrator",
          "system",
          "nobody",
          "anonymous",
          "guest",
          "daemon",
          "www-data",
          "postgres",
          "unknown",
          "null",
          "none",
          "nil",
          "undefined",
          "true",
          "false",
          "yes",
          "no",
          "empty",
          "default",
          "n/a",
          "-",
          "*",
          "?",
          "redacted",
          "[redacted]",
          "hidden",
          "[hidden]",
          "masked",
          "user:anonymous",
          "invalid",
          "required",
          "missing");

  private SlotNames() {}

  /** The entity type of what follows the name, or null. */
  static @Nullable String typeAfter(String name) {
    String normal = normal(name);
    if (SECRET.contains(normal) || SECRET_ENDINGS.stream().anyMatch(normal::endsWith)) {
      return EntityTypes.SECRET;
    }
    return USER.contains(normal) || USER.contains(lastWord(name)) ? EntityTypes.USERNAME : null;
  }

  /**
   * Whether a value in a slot is nobody's: a placeholder, a variable, stars, or (of a user) a bare
   * number.
   */
  static boolean isHarmless(String value, String type) {
    String normal = value.strip().toLowerCase(ROOT);
    return normal.isEmpty()
        || NOBODY.contains(normal)
        || isRepeated(normal)
        || normal.startsWith("${")
        || normal.startsWith("{{")
        || normal.startsWith("$(")
        || normal.startsWith("%{")
        || (type.equals(EntityTypes.USERNAME) && isSmallNumber(normal));
  }

  /** Stars, dots or x's: somebody masked it already. */
  private static boolean isRepeated(String value) {
    return "*.x#".indexOf(value.charAt(0)) >= 0 && value.chars().distinct().count() == 1;
  }

  private static boolean isSmallNumber(String value) {
    return value.length() <= 10 && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String normal(String name) {
    var normal = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && c != '-' && c != '.' && c != ' ') {
        normal.append(Character.toLowerCase(c));
      }
    }
    return normal.toString();
  }

  /** Of {@code client.user} and {@code remote_user}: user. */
  private static String lastWord(String name) {
    int from = name.length();
    while (from > 0 && "._-".indexOf(name.charAt(from - 1)) < 0) {
      from--;
    }
    return name.substring(from).toLowerCase(ROOT);
  }
}
