package org.faultmaven.runtime.tenant;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.runtime.access.Caller;

/**
 * Hands the requests of a further tenant's callers to that tenant's own controllers. They hold its
 * topics and know of no others, so that there is nothing to forget in a query.
 */
final class TenantRouter implements Filter {
  private final Tenant first;
  private final Tenants tenants;

  TenantRouter(Tenant first, Tenants tenants) {
    this.first = first;
    this.tenants = tenants;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Tenant tenant = Caller.of(request).map(Caller::tenant).orElse(first);
    if (tenant.equals(first)) {
      chain.doFilter(request, response);
    } else {
      tenants.serve(tenant, request, response);
    }
  }
}
