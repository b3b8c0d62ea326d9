package org.faultmaven.runtime.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Who did what, and how it ended: one line a request, and one a call over MCP, under the logger
 * {@code org.faultmaven.audit}. Nothing in it is from the request but its method: a path is named
 * by its pattern, since an id in it may be anything.
 */
public final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger("org.faultmaven.audit");

  AuditLog() {}

  /**
   * Logs a call over MCP, where one route serves all tools.
   *
   * @param tool this project's own name of it, and not what was sent
   */
  public static void called(Caller caller, String tool, Called how) {
    LOG.atInfo()
        .addKeyValue("caller", caller.id())
        .addKeyValue("tenant", caller.tenant().name())
        .addKeyValue("tool", tool)
        .addKeyValue("outcome", how)
        .log("{} of {}: {} over MCP {}", caller.id(), caller.tenant().name(), tool, how);
  }

  /** How a call ended. */
  public enum Called {
    ANSWERED,
    FAILED,
    REFUSED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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
