package org.faultmaven.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@ExtendWith(OutputCaptureExtension.class)
class AccessFilterTest {
  private static final Tenant HOME = new Tenant("home");
  private static final Tenant ACME = new Tenant("acme");
  private static final Tenant GONE = new Tenant("gone");
  private static final int MANY = 1_000;

  /** Tokens are "tenant role". */
  private static final Credentials NAMED =
      new Credentials() {
        @Override
        public boolean takes(String token) {
          return true;
        }

        @Override
        public Optional<Caller> caller(String token) {
          if (token.equals("away")) {
            throw new BackendException("the issuer is away", true);
          }
          String[] parts = token.split(" ", 2);
          return parts.length < 2
              ? Optional.empty()
              : Role.named(parts[1])
                  .map(role -> new Caller("key:test", new Tenant(parts[0]), role));
        }
      };

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AccessFilter filter = filter(MANY);

  private AccessFilter filter(int perMinute) {
    return new AccessFilter(
        List.of(NAMED),
        HOME,
        Set.of(HOME, ACME),
        new RateLimits(perMinute),
        new RateLimits(perMinute),
        meters);
  }

  private double refused(String reason) {
    return meters.get("faultmaven.access.refused").tag("reason", reason).counter().count();
  }

  private record Sent(
      int status, @Nullable HttpServletRequest passed, MockHttpServletResponse answer) {}

  private static Sent send(AccessFilter filter, String method, String path, @Nullable String token)
      throws Exception {
    var request = new MockHttpServletRequest(method, path);
    if (token != null) {
      request.addHeader("Authorization", "Bearer " + token);
    }
    var response = new MockHttpServletResponse();
    var chain = new MockFilterChain();
    filter.doFilter(request, response, chain);
    return new Sent(response.getStatus(), (HttpServletRequest) chain.getRequest(), response);
  }

  @Test
  void aCallerIsKnownToWhatComesAfter() throws Exception {
    Sent sent = send(filter, "POST", "/api/v1/search", "acme read");

    assertThat(sent.status()).isEqualTo(200);
    HttpServletRequest passed = java.util.Objects.requireNonNull(sent.passed());
    assertThat(Caller.of(passed)).contains(new Caller("key:test", ACME, Role.READ));
    assertThat(passed.getUserPrincipal().getName()).isEqualTo("key:test");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /api/v1/documents/a,               read,  200",
    "POST, /api/v1/documents,                 read,  403",
    "POST, /api/v1/documents,                 write, 200",
    "DELETE, /api/v1/documents/a,             read,  403",
    "DELETE, /api/v1/documents/a,             write, 200",
    "GET,  /api/v1/deadletters,               write, 403",
    "GET,  /api/v1/deadletters,               admin, 200",
    "POST, /api/v1/deadletters/a/replay,      admin, 200",
    "POST, /api/v1/tools/a/invocations,       read,  403",
    "POST, /api/v1/tools/a/invocations,       write, 200",
    "POST, /api/v1/sessions/a/questions,      read,  200",
    "POST, /mcp,                              read,  200",
    "GET,  /api/v1/something-new,             write, 403",
    "PUT,  /api/v1/documents,                 write, 403",
    "POST, /api/v1/documents;a=b,             read,  403",
    "POST, /api/v1/%64ocuments,               read,  403",
    "GET,  /actuator/prometheus,              read,  200",
    "GET,  /actuator/env,                     write, 403",
    "POST, /actuator/loglevel,                write, 403",
    "POST, /actuator/loglevel,                admin, 200"
  })
  void aRoleAllowsWhatTheTableSays(String method, String path, String role, int status)
      throws Exception {
    assertThat(send(filter, method, path, "home " + role).status()).isEqualTo(status);
  }

  @Test
  void withoutAKeyTheAnswerSaysHowToAsk() throws Exception {
    Sent sent = send(filter, "GET", "/api/v1/ledger", null);

    assertThat(sent.status()).isEqualTo(401);
    assertThat(sent.passed()).isNull();
    assertThat(sent.answer().getHeader("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(sent.answer().getContentType()).startsWith("application/problem+json");
    assertThat(sent.answer().getContentAsString()).contains("Authorization: Bearer");
  }

  @Test
  void aKeyThatDoesNotCountIsNotRepeated() throws Exception {
    Sent sent = send(filter, "GET", "/api/v1/ledger", "made-up-key");

    assertThat(sent.status()).isEqualTo(401);
    assertThat(sent.answer().getHeader("WWW-Authenticate")).contains("invalid_token");
    assertThat(sent.answer().getContentAsString()).doesNotContain("made-up-key");
  }

  @Test
  void whileCallersCantBeKnownNobodyPasses() throws Exception {
    Sent sent = send(filter, "GET", "/api/v1/ledger", "away");

    assertThat(sent.status()).isEqualTo(503);
    assertThat(sent.passed()).isNull();
    assertThat(sent.answer().getHeader("Retry-After")).isEqualTo("5");
  }

  @Test
  void aTenantOfAnotherInstallationIsRefused() throws Exception {
    assertThat(send(filter, "GET", "/api/v1/ledger", GONE + " admin").status()).isEqualTo(403);
  }

  @Test
  void whatIsOfTheWholeInstallationIsTheFirstTenants() throws Exception {
    assertThat(send(filter, "GET", "/actuator/prometheus", "acme admin").status()).isEqualTo(403);
    assertThat(send(filter, "GET", "/actuator/prometheus", "home admin").status()).isEqualTo(200);
  }

  @Test
  void everyoneMayAskWhetherItLives() throws Exception {
    assertThat(send(filter, "GET", "/actuator/health/liveness", null).status()).isEqualTo(200);
    assertThat(send(filter, "GET", "/actuator/health/readiness", null).status()).isEqualTo(200);
    assertThat(send(filter, "GET", "/actuator/health", null).status()).isEqualTo(401);
  }

  @Test
  void whoAsksTooOftenIsToldWhenToAskAgainAndOthersGoOn() throws Exception {
    AccessFilter limited = filter(2);
    send(limited, "GET", "/api/v1/ledger", "home read");
    send(limited, "GET", "/api/v1/ledger", "home read");

    Sent third = send(limited, "GET", "/api/v1/ledger", "home read");

    assertThat(third.status()).isEqualTo(429);
    assertThat(third.passed()).isNull();
    assertThat(Integer.parseInt(String.valueOf(third.answer().getHeader("Retry-After"))))
        .isBetween(1, 31);
    assertThat(send(limited, "GET", "/api/v1/ledger", "acme read").status()).isEqualTo(200);
    assertThat(refused("too_many_requests")).isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsCountedByItsReason() throws Exception {
    send(filter, "GET", "/api/v1/ledger", null);
    send(filter, "GET", "/api/v1/ledger", "made-up-key");
    send(filter, "GET", "/api/v1/ledger", "another-made-up-key");
    send(filter, "GET", "/api/v1/ledger", "away");
    send(filter, "GET", "/api/v1/ledger", GONE + " admin");
    send(filter, "GET", "/actuator/prometheus", "acme admin");
    send(filter, "POST", "/api/v1/documents", "home read");
    send(filter, "GET", "/api/v1/ledger", "home read");

    assertThat(refused("no_credentials")).isEqualTo(1);
    assertThat(refused("bad_credentials")).isEqualTo(2);
    assertThat(refused("callers_unknown")).isEqualTo(1);
    assertThat(refused("other_tenant")).isEqualTo(2);
    assertThat(refused("role")).isEqualTo(1);
    assertThat(refused("too_many_requests")).isZero();
  }

  @Test
  void anAddressThatFailsTooOftenIsToldToWaitAndWhoeverIsKnownGoesOn() throws Exception {
    AccessFilter limited = filter(2);
    assertThat(send(limited, "GET", "/api/v1/ledger", "made-up-key").status()).isEqualTo(401);
    assertThat(send(limited, "GET", "/api/v1/ledger", null).status()).isEqualTo(401);

    Sent third = send(limited, "GET", "/api/v1/ledger", "made-up-key");

    assertThat(third.status()).isEqualTo(429);
    assertThat(third.answer().getHeader("Retry-After")).isNotNull();
    assertThat(refused("bad_credentials")).isEqualTo(2);
    assertThat(send(limited, "GET", "/api/v1/ledger", "home read").status()).isEqualTo(200);
  }

  @Test
  void whatIsStreamedIsInTheAuditLogWhenItHasEnded(CapturedOutput output) throws Exception {
    var request = new MockHttpServletRequest("POST", "/api/v1/questions");
    request.addHeader("Authorization", "Bearer acme write");
    request.setAsyncSupported(true);
    var response = new MockHttpServletResponse();
    var context = new AtomicReference<AsyncContext>();

    filter.doFilter(
        request, response, (passed, answer) -> context.set(passed.startAsync(request, answer)));
    assertThat(output).doesNotContain("key:test of acme");
    response.setStatus(202);
    context.get().complete();

    assertThat(output.toString().lines().filter(line -> line.contains("key:test of acme")))
        .singleElement()
        .asString()
        .endsWith("/api/v1/questions 202");
  }

  @Test
  void theAuditLogNamesTheCallerAndNothingThatWasSent(CapturedOutput output) throws Exception {
    send(filter, "GET", "/api/v1/documents/made-up-and-private", "home read");
    send(filter, "DELETE", "/api/v1/documents/private", "home read");
    send(filter, "GET", "/api/v1/documents/x?also=private", null);

    assertThat(output.getAll())
        .contains("key:test of home: GET /api/v1/documents/{id} 200")
        .contains("key:test of home: DELETE /api/v1/documents/{id} 403")
        .contains("nobody");
    assertThat(output.getAll()).doesNotContain("private");
  }
}
