package org.faultmaven.contracts.record;

/**
 * A value that may stand in a SANITIZED topic. Its text can only have come from a sanitiser's
 * verdict (or from a SANITIZED topic, where a verdict put it).
 */
public sealed interface SanitizedValue permits SanitizedText, Entry, DocumentEvent {
  /** The bytes of the record's value. */
  byte[] toBytes();
}
