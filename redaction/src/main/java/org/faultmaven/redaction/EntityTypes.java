package org.faultmaven.redaction;

import java.util.HashSet;
import java.util.Set;

/** Entity types: Presidio's by its names, and this engine's own. */
final class EntityTypes {
  static final String EMAIL_ADDRESS = "EMAIL_ADDRESS";
  static final String IP_ADDRESS = "IP_ADDRESS";
  static final String MAC_ADDRESS = "MAC_ADDRESS";
  static final String PHONE_NUMBER = "PHONE_NUMBER";
  static final String CREDIT_CARD = "CREDIT_CARD";
  static final String IBAN_CODE = "IBAN_CODE";
  static final String US_SSN = "US_SSN";

  /** A password or another secret that stands where one is named. */
  static final String SECRET = "SECRET";

  /** A token that shows by its form what it is. */
  static final String TOKEN = "TOKEN";

  static final String PRIVATE_KEY = "PRIVATE_KEY";
  static final String USERNAME = "USERNAME";

  /** What Presidio's default English recognisers of 2.2.36x give. */
  static final Set<String> PRESIDIO =
      Set.of(
          CREDIT_CARD,
          "US_BANK_NUMBER",
          "US_DRIVER_LICENSE",
          "US_ITIN",
          "US_PASSPORT",
          US_SSN,
          "UK_NHS",
          "CRYPTO",
          "DATE_TIME",
          EMAIL_ADDRESS,
          IBAN_CODE,
          IP_ADDRESS,
          "MEDICAL_LICENSE",
          MAC_ADDRESS,
          PHONE_NUMBER,
          "URL",
          "PERSON",
          "LOCATION",
          "NRP");

  static final Set<String> OWN = Set.of(SECRET, TOKEN, PRIVATE_KEY, USERNAME);

  private EntityTypes() {}

  static Set<String> presidioAndOwnWithout(Set<String> left) {
    var types = new HashSet<>(PRESIDIO);
    types.addAll(OWN);
    types.removeAll(left);
    return types;
  }

  static boolean isKnown(String type) {
    return PRESIDIO.contains(type) || OWN.contains(type);
  }
}
