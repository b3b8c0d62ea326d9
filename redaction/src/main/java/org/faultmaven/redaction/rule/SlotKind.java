package org.faultmaven.redaction.rule;

import java.util.Locale;

/** What the value of a named slot is, told by the name. */
enum SlotKind {
  PASSWORD(EntityTypes.PASSWORD, 0.9),
  /** {@code pass} alone, which test reports count with. */
  PASS(EntityTypes.PASSWORD, 0.9),
  /** {@code PWD} alone, which is also the shell's working directory. */
  PWD(EntityTypes.PASSWORD, 0.9),
  PIN(EntityTypes.PASSWORD, 0.8),
  SECRET(EntityTypes.SECRET, 0.9),
  TOKEN(EntityTypes.TOKEN, 0.9),
  AUTHORIZATION(EntityTypes.TOKEN, 0.9),
  COOKIE(EntityTypes.SECRET, 0.9),
  /** {@code key}, {@code sig}, {@code code}: secret as a parameter of a URL only. */
  PARAMETER(EntityTypes.SECRET, 0.8),
  USERNAME(EntityTypes.USERNAME, 0.7),
  /** An id of a user: a name in some systems, a mere number in others. */
  USER_ID(EntityTypes.USERNAME, 0.7),
  EMAIL(EntityTypes.EMAIL_ADDRESS, 0.7),
  CARD(EntityTypes.CREDIT_CARD, 0.8),
  SSN(EntityTypes.US_SSN, 0.8),
  PHONE(EntityTypes.PHONE_NUMBER, 0.7),
  IBAN(EntityTypes.IBAN_CODE, 0.8),
  PERSON(EntityTypes.PERSON, 0.7);

  private final String type;
  private final double score;
  private final String rule;

  SlotKind(String type, double score) {
    this.type = type;
    this.score = score;
    rule = "slot-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String type() {
    return type;
  }

  double score() {
    return score;
  }

  String rule() {
    return rule;
  }

  /** Whether the value is a name of somebody, and so ends where a name ends. */
  boolean isName() {
    return this == USERNAME || this == USER_ID || this == PERSON || this == EMAIL;
  }

  /** Whether the value is a number that may be written in groups. */
  boolean isNumber() {
    return this == CARD || this == SSN || this == PHONE;
  }
}
