package org.faultmaven.runtime.tenant;

import java.util.List;

/**
 * What a service has once for each tenant.
 *
 * @param wiring its configurations; beans that they lack come from the installation's context, and
 *     so must the ports: stores take the tenant with every call
 */
public record TenantParts(List<Class<?>> wiring) {
  public TenantParts {
    wiring = List.copyOf(wiring);
  }
}
