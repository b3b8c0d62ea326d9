package org.faultmaven.runtime.access;

import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.faultmaven.contracts.record.Tenant;

/**
 * Who sent a request.
 *
 * @param id tells callers apart: the id of an API key, or a hash of a token's subject
 */
public record Caller(String id, Tenant tenant, Role role) {
  private static final String ATTRIBUTE = Caller.class.getName();

  /** Empty where no authentication is asked for. */
  public static Optional<Caller> of(ServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
  }

  void sent(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
