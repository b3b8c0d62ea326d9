package org.faultmaven.ingest.extraction;

/** There is no text of a document. Says why, and nothing of the document: no cause, no message. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.name());
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
