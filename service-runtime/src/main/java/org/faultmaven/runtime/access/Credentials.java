package org.faultmaven.runtime.access;

import java.util.Optional;
import org.faultmaven.contracts.port.BackendException;

/** Knows who a bearer token is of. */
interface Credentials {
  /** Whether a token has the form of these; nobody else is asked of it then. */
  boolean takes(String token);

  /**
   * Empty when it is nobody's, or no longer anybody's.
   *
   * @throws BackendException retryable while that can't be told
   */
  Optional<Caller> caller(String token);
}
