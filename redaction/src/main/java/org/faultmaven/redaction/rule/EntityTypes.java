package org.faultmaven.redaction.rule;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The entity types. Presidio's keep Presidio's names, so that policies and counts read alike
 * whoever found a span; the last group is the engine's own.
 */
public final class EntityTypes {
  // Presidio's defaults for English (presidio-analyzer 2.2.36x, default_recognizers.yaml).
  public static final String CREDIT_CARD = "CREDIT_CARD";
  public static final String CRYPTO = "CRYPTO";
  public static final String DATE_TIME = "DATE_TIME";
  public static final String EMAIL_ADDRESS = "EMAIL_ADDRESS";
  public static final String IBAN_CODE = "IBAN_CODE";
  public static final String IP_ADDRESS = "IP_ADDRESS";
  public static final String LOCATION = "LOCATION";
  public static final String MAC_ADDRESS = "MAC_ADDRESS";
  public static final String MEDICAL_LICENSE = "MEDICAL_LICENSE";
  public static final String NRP = "NRP";
  public static final String PERSON = "PERSON";
  public static final String PHONE_NUMBER = "PHONE_NUMBER";
  public static final String UK_NHS = "UK_NHS";
  public static final String URL = "URL";
  public static final String US_BANK_NUMBER = "US_BANK_NUMBER";
  public static final String US_DRIVER_LICENSE = "US_DRIVER_LICENSE";
  public static final String US_ITIN = "US_ITIN";
  public static final String US_PASSPORT = "US_PASSPORT";
  public static final String US_SSN = "US_SSN";

  /** What proves who one is: the value of {@code password=}, the password in a URL. */
  public static final String PASSWORD = "PASSWORD";

  /** A key or other credential that is not a password: API keys, cookies, signatures. */
  public static final String SECRET = "SECRET";

  /** A bearer credential: JWTs, access tokens, the tokens of clouds and forges. */
  public static final String TOKEN = "TOKEN";

  /** A PEM block that holds a private key. */
  public static final String PRIVATE_KEY = "PRIVATE_KEY";

  /** Any other PEM block: certificates carry names and addresses. */
  public static final String CERTIFICATE = "CERTIFICATE";

  /** An account's name: of {@code user=}, of a home directory, of an ssh log line. */
  public static final String USERNAME = "USERNAME";

  /** Presidio's default entities for English. */
  public static final Set<String> PRESIDIO =
      Set.of(
          CREDIT_CARD,
          CRYPTO,
          DATE_TIME,
          EMAIL_ADDRESS,
          IBAN_CODE,
          IP_ADDRESS,
          LOCATION,
          MAC_ADDRESS,
          MEDICAL_LICENSE,
          NRP,
          PERSON,
          PHONE_NUMBER,
          UK_NHS,
          URL,
          US_BANK_NUMBER,
          US_DRIVER_LICENSE,
          US_ITIN,
          US_PASSPORT,
          US_SSN);

  /** What only the words themselves tell, and a model has to guess. */
  public static final Set<String> NAMES = Set.of(PERSON, LOCATION, NRP);

  /** The engine's own. */
  public static final Set<String> OWN =
      Set.of(PASSWORD, SECRET, TOKEN, PRIVATE_KEY, CERTIFICATE, USERNAME);

  /** All of them. */
  public static final Set<String> ALL = union(PRESIDIO, OWN);

  private EntityTypes() {}

  /** All of both. */
  public static Set<String> union(Collection<String> some, Collection<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }

  /** The first without the second. */
  public static Set<String> without(Collection<String> some, Collection<String> others) {
    var rest = new TreeSet<>(some);
    rest.removeAll(others);
    return Set.copyOf(rest);
  }
}
