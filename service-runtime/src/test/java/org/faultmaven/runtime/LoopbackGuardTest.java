package org.faultmaven.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LoopbackGuardTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "localhost:8080, -, 200",
        "127.0.0.1, -, 200",
        "[::1]:8080, -, 200",
        "localhost:8080, http://localhost:3000, 200",
        "-, -, 403",
        "evil.example:8080, -, 403",
        "localhost.evil.example, -, 403",
        "localhost:8080, https://evil.example, 403",
        "localhost:8080, null, 403",
        "localhost:8080, ::, 403",
      })
  void letsOnlyThisMachineIn(String host, String origin, int status)
      throws ServletException, IOException {
    var request = new MockHttpServletRequest("GET", "/api/v1/ledger");
    if (host != null) {
      request.addHeader("Host", host);
    }
    if (origin != null) {
      request.addHeader("Origin", origin);
    }
    var response = new MockHttpServletResponse();
    var chain = new MockFilterChain();

    new LoopbackGuard().doFilter(request, response, chain);

    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(chain.getRequest() == null).isEqualTo(status == 403);
  }

  @Test
  void aRefusalSaysWhatToDo() throws ServletException, IOException {
    var request = new MockHttpServletRequest("GET", "/api/v1/ledger");
    request.addHeader("Host", "evil.example");
    var response = new MockHttpServletResponse();

    new LoopbackGuard().doFilter(request, response, new MockFilterChain());

    assertThat(response.getContentType()).isEqualTo("application/problem+json");
    assertThat(response.getContentAsString())
        .contains("Call it by localhost")
        .doesNotContain("evil");
  }
}
