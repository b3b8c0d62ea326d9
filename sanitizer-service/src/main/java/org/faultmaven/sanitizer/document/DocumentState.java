package org.faultmaven.sanitizer.document;

import java.util.HashMap;
import java.util.Map;

/**
 * What is known of a document.
 *
 * @param forwarded acceptances that went on
 * @param quarantined acceptances in the dead letters
 * @param cleanPieces pieces in the clean topic now
 * @param open pieces held, by upload
 * @param latest the newest upload
 */
record DocumentState(
    long forwarded, long quarantined, int cleanPieces, Map<String, Integer> open, String latest) {
  static final DocumentState NONE = new DocumentState(0, 0, 0, Map.of(), "");

  DocumentState {
    open = Map.copyOf(open);
  }

  boolean isKnown() {
    return forwarded + quarantined + open.size() > 0;
  }

  DocumentState holding(String upload, int pieces) {
    var held = new HashMap<>(open);
    held.put(upload, pieces);
    return new DocumentState(forwarded, quarantined, cleanPieces, held, upload);
  }

  private Map<String, Integer> without(String upload) {
    var held = new HashMap<>(open);
    held.remove(upload);
    return held;
  }

  DocumentState gone(String upload, int pieces) {
    return new DocumentState(forwarded + 1, quarantined, pieces, without(upload), latest);
  }

  DocumentState refused(String upload) {
    return new DocumentState(forwarded, quarantined + 1, cleanPieces, without(upload), latest);
  }

  DocumentState released() {
    return new DocumentState(forwarded, quarantined - 1, cleanPieces, open, latest);
  }
}
