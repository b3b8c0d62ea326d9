package org.faultmaven.runtime.access;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.runtime.web.AnswerEnd;
import org.faultmaven.runtime.web.ProblemResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets requests through whose caller is known, may do what he asks, and has not asked too often.
 * Everyone may ask whether the process lives and is ready, and nobody learns more by that.
 */
final class AccessFilter extends OncePerRequestFilter {
  private static final Set<String> OPEN =
      Set.of("/actuator/health/liveness", "/actuator/health/readiness");
  private static final String SCHEME = "bearer ";
  private static final String NOBODY = "nobody";
  private static final int UNAUTHORIZED = HttpServletResponse.SC_UNAUTHORIZED;
  private static final int FORBIDDEN = HttpServletResponse.SC_FORBIDDEN;
  private static final int TOO_MANY_REQUESTS = 429;

  /** How long a client should wait while callers can't be known. */
  private static final int RETRY_SECONDS = 5;

  private final List<Credentials> credentials;
  private final Set<Tenant> tenants;
  private final Tenant first;
  private final RateLimits limits;
  private final RateLimits failures;
  private final Refusals refusals;
  private final AuditLog audit = new AuditLog();

  /**
   * @param first the tenant whose callers may see what is of the whole installation
   * @param tenants all that are here, the first one too
   * @param limits of what callers ask
   * @param failures of what an address may send that has no caller. Whoever is known is let in all
   *     the same: behind a proxy all have one address
   */
  AccessFilter(
      List<Credentials> credentials,
      Tenant first,
      Set<Tenant> tenants,
      RateLimits limits,
      RateLimits failures,
      MeterRegistry meters) {
    this.credentials = List.copyOf(credentials);
    this.first = first;
    this.tenants = Set.copyOf(tenants);
    this.limits = limits;
    this.failures = failures;
    this.refusals = new Refusals(meters);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (OPEN.contains(request.getRequestURI())
        && request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
      chain.doFilter(request, response);
      return;
    }
    long began = System.nanoTime();
    Caller caller = null;
    boolean answered = false;
    try {
      caller = known(request, response);
      if (caller != null && mayGoOn(caller, request, response)) {
        caller.sent(request);
        chain.doFilter(new Known(request, caller), response);
      }
      answered = true;
    } finally {
      String id = caller == null ? NOBODY : caller.id();
      String tenant = caller == null ? NOBODY : caller.tenant().name();
      boolean failed = !answered;
      Runnable log =
          () ->
              audit.log(
                  request,
                  id,
                  tenant,
                  failed ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR : response.getStatus(),
                  Duration.ofNanos(System.nanoTime() - began));
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener((AnswerEnd) _ -> log.run());
      } else {
        log.run();
      }
    }
  }

  /** Null when the answer was given. */
  private @Nullable Caller known(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      refusals.count(Refusals.Reason.NO_CREDENTIALS);
      if (failsTooOften(request, response)) {
        return null;
      }
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      ProblemResponse.write(
          response,
          UNAUTHORIZED,
          "Authentication required",
          "Send the header Authorization: Bearer with an API key (./faultmaven keys create) or a"
              + " token.");
      return null;
    }
    String token = header.substring(SCHEME.length()).strip();
    try {
      for (Credentials each : credentials) {
        Optional<Caller> caller = each.takes(token) ? each.caller(token) : Optional.empty();
        if (caller.isPresent()) {
          return caller.get();
        }
      }
    } catch (BackendException e) {
      refusals.count(Refusals.Reason.CALLERS_UNKNOWN);
      response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_SECONDS));
      ProblemResponse.write(
          response,
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          "Callers can't be known",
          e.getMessage() + ". Send the request again after the time given.");
      return null;
    }
    refusals.count(Refusals.Reason.BAD_CREDENTIALS);
    if (failsTooOften(request, response)) {
      return null;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    ProblemResponse.write(
        response,
        UNAUTHORIZED,
        "The key or token does not count",
        "It is wrong, revoked, expired, or for another service. Get a new one.");
    return null;
  }

  /** True when the answer was given. */
  private boolean failsTooOften(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Duration wait = failures.take(String.valueOf(request.getRemoteAddr()));
    if (!wait.isPositive()) {
      return false;
    }
    tooMany(response, wait, "Too many of them from this address had no key that counts.");
    return true;
  }

  private static void tooMany(HttpServletResponse response, Duration wait, String detail)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
    ProblemResponse.write(response, TOO_MANY_REQUESTS, "Too many requests", detail);
  }

  private boolean mayGoOn(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Duration wait = limits.take(caller.tenant() + "/" + caller.id());
    if (wait.isPositive()) {
      refusals.count(Refusals.Reason.TOO_MANY_REQUESTS);
      tooMany(
          response,
          wait,
          "Send it again after the time given, or have access.requests-per-minute raised.");
      return false;
    }
    if (!tenants.contains(caller.tenant())) {
      refusals.count(Refusals.Reason.OTHER_TENANT);
      ProblemResponse.write(
          response,
          FORBIDDEN,
          "Not this installation's",
          "The key or token is of a tenant that is not here (application.tenants).");
      return false;
    }
    String path = request.getRequestURI();
    Role needed = Permissions.needed(request.getMethod(), path);
    if (!caller.role().includes(needed)) {
      refusals.count(Refusals.Reason.ROLE);
      ProblemResponse.write(
          response,
          FORBIDDEN,
          "The role does not allow this",
          "It needs the role " + needed + ", and the caller has " + caller.role() + ".");
      return false;
    }
    if (!isOfTenant(path) && !caller.tenant().equals(first)) {
      refusals.count(Refusals.Reason.OTHER_TENANT);
      ProblemResponse.write(
          response,
          FORBIDDEN,
          "Of the whole installation",
          "Only callers of its first tenant may see this.");
      return false;
    }
    return true;
  }

  private static boolean isOfTenant(String path) {
    return path.startsWith("/api/") || path.equals("/mcp");
  }

  /** A request with its caller, as Spring Boot asks before it shows details of health. */
  private static final class Known extends HttpServletRequestWrapper {
    private final Caller caller;

    Known(HttpServletRequest request, Caller caller) {
      super(request);
      this.caller = caller;
    }

    @Override
    public Principal getUserPrincipal() {
      return caller::id;
    }
  }
}
