package org.faultmaven.query.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets messages of JSON-RPC through and nothing else: what the library can't read it answers with a
 * failure of its own, which quotes the message.
 */
final class McpGuard extends OncePerRequestFilter {
  private final int maxBytes;

  McpGuard(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!request.getMethod().equals("POST")) {
      chain.doFilter(request, response);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
    if (body.length > maxBytes) {
      refuse(response, 413, "A message has at most " + maxBytes + " bytes. Send less.");
    } else if (!isMessage(body)) {
      refuse(
          response,
          400,
          "The body is no JSON-RPC message: an object with jsonrpc 2.0, a method and its params.");
    } else {
      chain.doFilter(new Buffered(request, body), response);
    }
  }

  private static boolean isMessage(byte[] body) {
    try {
      JsonNode message = JsonMapper.shared().readTree(body);
      JsonNode params = message.path("params");
      return message.path("jsonrpc").asString("").equals("2.0")
          && message.path("method").isString()
          && (params.isMissingNode() || params.isNull() || params.isObject());
    } catch (JacksonException e) {
      return false;
    }
  }

  private static void refuse(HttpServletResponse response, int status, String why)
      throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response
        .getOutputStream()
        .write(
            ("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\""
                    + why
                    + "\"}}")
                .getBytes(UTF_8));
  }

  /** The request with a body that was read already. */
  private static final class Buffered extends HttpServletRequestWrapper {
    private final byte[] body;

    Buffered(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() {
      return new Body(new ByteArrayInputStream(body));
    }
  }

  /** Read by whoever asks, at once. */
  private static final class Body extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Body(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the body is there already");
    }
  }
}
