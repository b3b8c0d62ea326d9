package org.faultmaven.runtime.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Who did what, and how it ended: one line a request, under the logger {@code
 * org.faultmaven.audit}. Nothing in it is from the request but its method: a path is named by its
 * pattern, since an id in it may be anything.
 */
final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger("org.faultmaven.audit");

  void log(HttpServletRequest request, String caller, String tenant, int status, Duration took) {
    LOG.atInfo()
        .addKeyValue("caller", caller)
        .addKeyValue("tenant", tenant)
        .addKeyValue("method", method(request))
        .addKeyValue("route", route(request))
        .addKeyValue("status", status)
        .addKeyValue("tookMs", took.toMillis())
        .log("{} of {}: {} {} {}", caller, tenant, method(request), route(request), status);
  }

  private static String method(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> request.getMethod();
      default -> "other";
    };
  }

  private static String route(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    // What was refused came to no handler.
    return pattern == null
        ? Permissions.route(request.getMethod(), request.getRequestURI())
        : pattern.toString();
  }
}
