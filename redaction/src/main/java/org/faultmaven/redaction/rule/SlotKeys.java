package org.faultmaven.redaction.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells by a key's name what its value is: {@code db.rootPassword}, {@code X-Api-Key}, {@code
 * AWS_SECRET_ACCESS_KEY}. The last words of a name decide; what only speaks of a secret ({@code
 * token_count}, {@code password.file}) has other last words.
 */
final class SlotKeys {
  private static final int LONGEST_TAIL = 4;
  private static final Map<String, SlotKind> BY_TAIL = new HashMap<>();

  /** Endings that make a secret of a word written without separators: {@code dbpassword}. */
  private static final Map<String, SlotKind> BY_ENDING = new HashMap<>();

  /** Words at the end that change nothing. */
  private static final Set<String> TRAILING =
      Set.of(
          "value",
          "hash",
          "hashed",
          "base",
          "b",
          "plaintext",
          "plain",
          "raw",
          "current",
          "old",
          "new",
          "confirm",
          "confirmation",
          "again",
          "repeat",
          "encrypted",
          "enc",
          "string");

  static {
    tails(
        SlotKind.PASSWORD,
        "password passwords passwd passwort pwd pass passphrase passcode pw userpass motdepasse"
            + " contrasena requirepass masterauth");
    tails(SlotKind.PIN, "pin otp totp cvv cvc onetimecode verificationcode mfacode");
    tails(
        SlotKind.SECRET,
        "secret secrets credential credentials apikey apikeys accesskey secretkey privatekey"
            + " accountkey sharedaccesskey encryptionkey signingkey masterkey authkey storagekey"
            + " subscriptionkey licensekey sharedkey presharedkey psk hmackey sessionkey"
            + " secretkeybase consumerkey devicekey deploykey sshkey appkey applicationkey"
            + " functionskey amzsignature googsignature sharedaccesssignature");
    tails(
        SlotKind.TOKEN,
        "token jwt authtoken bearer jsessionid phpsessid sessid aspsessionid connectsid"
            + " sessioncookie refreshtoken authorizationcode auth");
    tails(SlotKind.AUTHORIZATION, "authorization proxyauthorization");
    tails(SlotKind.COOKIE, "cookie cookies setcookie");
    tails(SlotKind.PARAMETER, "key sig signature code");
    tails(
        SlotKind.USERNAME,
        "user username login loginname logname account accountname acct ruser suser duser uname usr"
            + " nick nickname screenname samaccountname upn userprincipalname enduser runas"
            + " customer employee patient");
    tails(SlotKind.USER_ID, "uid userid accountid loginid customerid employeeid patientid");
    tails(SlotKind.EMAIL, "email emailaddress mailaddress emails");
    tails(
        SlotKind.CARD,
        "card cardnumber cardno cardnum creditcard ccnumber ccnum pan debitcard creditcardnumber");
    tails(SlotKind.SSN, "ssn socialsecurity socialsecuritynumber socialsecurityno");
    tails(
        SlotKind.PHONE,
        "phone phonenumber phoneno mobile mobilenumber mobilephone telephone telephonenumber tel"
            + " fax faxnumber msisdn cellphone cell");
    tails(SlotKind.IBAN, "iban");
    tails(
        SlotKind.PERSON,
        "firstname lastname fullname givenname familyname surname middlename realname"
            + " customername patientname cardholder cardholdername");
    for (String ending : List.of("password", "passwd", "passphrase")) {
      BY_ENDING.put(ending, SlotKind.PASSWORD);
    }
    for (String ending : List.of("secret", "apikey", "accesskey", "secretkey", "privatekey")) {
      BY_ENDING.put(ending, SlotKind.SECRET);
    }
    BY_ENDING.put("token", SlotKind.TOKEN);
    BY_ENDING.put("username", SlotKind.USERNAME);
  }

  private SlotKeys() {}

  private static void tails(SlotKind kind, String tails) {
    for (String tail : tails.split(" ", -1)) {
      BY_TAIL.put(tail, kind);
    }
  }

  /** What the value of this key is, or null when the key says nothing of it. */
  static @Nullable SlotKind judge(CharSequence key) {
    List<String> words = words(key);
    while (words.size() > 1 && TRAILING.contains(words.getLast())) {
      words.removeLast();
    }
    if (words.isEmpty()) {
      return null;
    }
    SlotKind longest = null;
    var tail = new StringBuilder();
    for (int i = words.size() - 1; i >= 0 && i >= words.size() - LONGEST_TAIL; i--) {
      tail.insert(0, words.get(i));
      SlotKind kind = BY_TAIL.get(tail.toString());
      if (kind != null) {
        longest = kind;
      }
    }
    if (longest == null) {
      return byEnding(words.getLast());
    }
    if (words.equals(List.of("pass"))) {
      return SlotKind.PASS;
    }
    return words.equals(List.of("pwd")) ? SlotKind.PWD : longest;
  }

  private static @Nullable SlotKind byEnding(String word) {
    for (Map.Entry<String, SlotKind> ending : BY_ENDING.entrySet()) {
      if (word.endsWith(ending.getKey())) {
        return ending.getValue();
      }
    }
    return null;
  }

  /** In lower case, split at everything but letters and digits and at camel humps; no numbering. */
  private static List<String> words(CharSequence key) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= key.length(); i++) {
      boolean inside = i < key.length() && CharSet.ALPHANUMERIC.contains(key.charAt(i));
      if (!inside || (i > start && isHump(key, i))) {
        add(words, key, start, i);
        start = inside ? i : i + 1;
      }
    }
    return words;
  }

  private static boolean isHump(CharSequence key, int i) {
    if (!Character.isUpperCase(key.charAt(i))) {
      return false;
    }
    boolean afterLower = !Character.isUpperCase(key.charAt(i - 1));
    return afterLower || (i + 1 < key.length() && Character.isLowerCase(key.charAt(i + 1)));
  }

  private static void add(List<String> words, CharSequence key, int start, int end) {
    int to = end;
    while (to > start + 1 && CharSet.DIGITS.contains(key.charAt(to - 1))) {
      to--;
    }
    if (to > start) {
      words.add(key.subSequence(start, to).toString().toLowerCase(Locale.ROOT));
    }
  }
}
