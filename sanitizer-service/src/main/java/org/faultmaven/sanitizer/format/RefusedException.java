package org.faultmaven.sanitizer.format;

import java.io.Serial;
import org.faultmaven.contracts.topic.QuarantineReason;

/** A record that must not go on; the reason is all there is to say of it. */
public final class RefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final QuarantineReason reason;

  public RefusedException(QuarantineReason reason) {
    super(reason.name());
    this.reason = reason;
  }

  public QuarantineReason reason() {
    return reason;
  }
}
