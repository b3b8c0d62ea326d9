package org.faultmaven.runtime.access;

import java.util.Optional;
import org.faultmaven.contracts.port.BackendException;

/** Knows who a bearer token is of. */
interface Credentials {
  /**
   * Empty when it is nobody's, or no longer anybody's.
   *
   * @throws BackendException retryable while that can't be told
   */
  Optional<Caller> caller(String token);
}
