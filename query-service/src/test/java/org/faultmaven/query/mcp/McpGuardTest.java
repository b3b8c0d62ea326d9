package org.faultmaven.query.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class McpGuardTest {
  private static final String CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}";
  private static final int MAX = 200;

  private final MockHttpServletResponse response = new MockHttpServletResponse();
  private final MockFilterChain chain = new MockFilterChain();

  private HttpServletRequest send(String method, String body) throws Exception {
    var request = new MockHttpServletRequest(method, "/mcp");
    request.setContent(body.getBytes(UTF_8));
    new McpGuard(MAX).doFilter(request, response, chain);
    return (HttpServletRequest) Objects.requireNonNullElse(chain.getRequest(), request);
  }

  @Test
  void aMessageGoesOnWhole() throws Exception {
    HttpServletRequest passed = send("POST", CALL);

    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(passed.getReader().readLine()).isEqualTo(CALL);
    try (ServletInputStream body = passed.getInputStream()) {
      assertThat(body.isReady()).isTrue();
      assertThat(body.isFinished()).isFalse();
      assertThat(body.read()).isEqualTo('{');
      assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo(CALL.substring(1));
      assertThat(body.isFinished()).isTrue();
      assertThatThrownBy(() -> body.setReadListener(null))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json, made-up and private",
        "[]",
        "{\"jsonrpc\":\"1.0\",\"method\":\"a\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":[]}"
      })
  void whatIsNoMessageIsRefusedAndNotRepeated(String body) throws Exception {
    send("POST", body);

    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(chain.getRequest()).isNull();
    assertThat(response.getContentAsString()).contains("-32600").doesNotContain("private");
  }

  @Test
  void whatIsTooLongIsRefused() throws Exception {
    send("POST", CALL + " ".repeat(MAX));

    assertThat(response.getStatus()).isEqualTo(413);
    assertThat(chain.getRequest()).isNull();
  }

  @Test
  void otherMethodsAreTheServersToAnswer() throws Exception {
    send("GET", "");

    assertThat(chain.getRequest()).isNotNull();
  }
}
