package org.faultmaven.standalone.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.faultmaven.standalone.tracing.ProtobufMessage.Field;

/** Takes spans by OTLP over HTTP, as a collector does, and keeps them. */
final class Collector implements AutoCloseable {
  private static final HexFormat HEX = HexFormat.of();

  /**
   * A span.
   *
   * @param parent empty of one that begins a trace
   * @param links ids of the traces that it is linked to
   */
  record Span(String trace, String id, String parent, String name, Set<String> links) {
    boolean isOf(String traceId) {
      return trace.equals(traceId) || links.contains(traceId);
    }
  }

  private final HttpServer server;
  private boolean closed;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    byte[] body =
        zipped ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes() : sent;
    bodies.add(new String(body, ISO_8859_1));
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    for (ProtobufMessage resource : new ProtobufMessage(body).messages(1)) {
      for (ProtobufMessage scope : resource.messages(2)) {
        scope.messages(2).forEach(span -> spans.add(span(span)));
      }
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** By the numbers of fields in opentelemetry/proto/trace/v1/trace.proto. */
  private static Span span(ProtobufMessage span) {
    return new Span(
        hex(span, 1),
        hex(span, 2),
        hex(span, 4),
        new String(bytes(span, 5), ISO_8859_1),
        span.messages(13).stream().map(link -> hex(link, 1)).collect(Collectors.toSet()));
  }

  private static String hex(ProtobufMessage message, int number) {
    return HEX.formatHex(bytes(message, number));
  }

  private static byte[] bytes(ProtobufMessage message, int number) {
    return message.fields(number).findFirst().map(Field::bytes).orElse(new byte[0]);
  }

  /** All spans that have come. */
  List<Span> spans() {
    return spans;
  }

  /** The first span of that name that belongs to the trace or is linked to it. */
  Optional<Span> find(String traceId, String name) {
    return spans.stream()
        .filter(span -> span.name().equals(name) && span.isOf(traceId))
        .findFirst();
  }

  /** Everything that was ever sent, as it was sent, a character a byte. */
  List<String> bodies() {
    return bodies;
  }

  List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() {
    stop();
  }

  /** Nobody is there from now on. */
  void stop() {
    if (!closed) {
      closed = true;
      server.stop(0);
    }
  }
}
