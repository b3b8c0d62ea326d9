package org.faultmaven.sanitizer.document;

import java.util.List;

/** The stores that documents need. */
public final class DocumentStores {
  public static final List<String> NAMES = List.of(DocumentStates.STORE, HeldPieces.STORE);

  private DocumentStores() {}
}
