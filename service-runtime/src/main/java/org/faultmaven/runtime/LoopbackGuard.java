package org.faultmaven.runtime;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.faultmaven.runtime.web.ProblemResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps web pages out of an API without authentication: a page that a browser on this machine shows
 * could otherwise reach it, directly (its Origin tells) or by a name that it lets point here (the
 * Host tells).
 */
public final class LoopbackGuard extends OncePerRequestFilter {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!isLocalHost(request.getHeader("Host"))) {
      refuse(response, "Host", "Call it by localhost or 127.0.0.1.");
    } else if (!isLocalOrigin(request.getHeader("Origin"))) {
      refuse(response, "Origin", "Web pages may not call this address.");
    } else {
      chain.doFilter(request, response);
    }
  }

  static boolean isLocalHost(@Nullable String host) {
    return host != null && LOCAL.contains(host.replaceFirst(":\\d{1,5}$", ""));
  }

  static boolean isLocalOrigin(@Nullable String origin) {
    if (origin == null) {
      return true;
    }
    try {
      String host = URI.create(origin).getHost();
      return host != null && LOCAL.contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void refuse(HttpServletResponse response, String header, String advice)
      throws IOException {
    ProblemResponse.write(
        response,
        HttpServletResponse.SC_FORBIDDEN,
        "Forbidden",
        "The " + header + " header is not this machine's. " + advice);
  }
}
