package org.faultmaven.adapters.call;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * JSON over HTTP with one system, for the attempts of an {@link ExternalCall}, which bounds their
 * time. No error holds a part of a request or an answer, and no redirect is followed, since the
 * headers may hold a token. Opens nothing before its first request. Safe for use by many threads.
 */
public final class HttpSystem implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** What says that this request is no good, whatever the state of the system. */
  private static final Set<Integer> REFUSED = Set.of(400, 411, 413, 414, 415, 422, 431);

  private final String name;
  private final HttpUrl base;
  private final Map<String, String> headers;
  private final long maxAnswer;
  private final OkHttpClient client;

  /**
   * An answer.
   *
   * @param status 2xx, or one that the caller said it understands
   * @param body as it came; content, so for parsing only
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Answer(int status, byte[] body) {
    /** Without the body. */
    @Override
    public String toString() {
      return "Answer[HTTP " + status + ", " + body.length + " bytes]";
    }
  }

  /**
   * @param name of the system, for people
   * @param base http or https, with a path where the system stands behind one
   * @param headers sent with each request; may be secret
   * @param maxAnswer the longest body that is read, in bytes
   * @throws IllegalArgumentException when the address is no http or https one; does not quote it
   */
  public HttpSystem(String name, URI base, Map<String, String> headers, long maxAnswer) {
    this(name, base, headers, maxAnswer, _ -> true);
  }

  /**
   * As the other, of a system that may stand at some addresses only.
   *
   * @param allowed whether an address that the name resolves to may be connected to
   */
  public HttpSystem(
      String name,
      URI base,
      Map<String, String> headers,
      long maxAnswer,
      Predicate<InetAddress> allowed) {
    this.name = name;
    HttpUrl url = HttpUrl.parse(base.toString());
    if (url == null) {
      throw new IllegalArgumentException(
          "the address of " + name + " is a URL that starts with http:// or https://");
    }
    this.base = url;
    this.headers = Map.copyOf(headers);
    this.maxAnswer = maxAnswer;
    this.client =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .dns(host -> allowed(host, allowed))
            .connectTimeout(CONNECT)
            // The call's own limit holds instead.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();
  }

  /** What a connection may be made to: looked at when it is made, since names change. */
  private static List<InetAddress> allowed(String host, Predicate<InetAddress> allowed)
      throws UnknownHostException {
    List<InetAddress> found = Dns.SYSTEM.lookup(host).stream().filter(allowed).toList();
    if (found.isEmpty()) {
      throw new UnknownHostException("no address that is allowed");
    }
    return found;
  }

  /**
   * As {@link #exchange}, of a GET with a query.
   *
   * @param query names and values, not encoded
   */
  public Answer get(List<String> path, Map<String, String> query) throws IOException {
    HttpUrl.Builder url = base.newBuilder();
    path.forEach(url::addPathSegment);
    query.forEach(url::addQueryParameter);
    return send(url.build(), "GET", null, Set.of());
  }

  /** As {@link #exchange}, of a GET. */
  public Answer get(List<String> path) throws IOException {
    return exchange("GET", path, null, Set.of());
  }

  /** As {@link #exchange}, of a POST. */
  public Answer post(List<String> path, byte[] json) throws IOException {
    return exchange("POST", path, json, Set.of());
  }

  /**
   * Sends one request.
   *
   * @param path segments behind the address, not encoded
   * @param json null for none
   * @param understood statuses beside 2xx that are answers and no errors
   * @throws CallFailedException for every other status, not retryable when it says that the request
   *     is no good, and when the answer is too long
   * @throws IOException when the system can't be reached or breaks off
   */
  public Answer exchange(
      String method, List<String> path, byte @Nullable [] json, Set<Integer> understood)
      throws IOException {
    HttpUrl.Builder url = base.newBuilder();
    path.forEach(url::addPathSegment);
    return send(url.build(), method, json, understood);
  }

  private Answer send(HttpUrl url, String method, byte @Nullable [] json, Set<Integer> understood)
      throws IOException {
    var request = new Request.Builder().url(url);
    headers.forEach(request::header);
    request.method(method, json == null ? null : RequestBody.create(json, JSON));
    try (Response response = client.newCall(request.build()).execute()) {
      int status = response.code();
      if (!response.isSuccessful() && !understood.contains(status)) {
        throw new CallFailedException(
            "HTTP " + status,
            name + " answered HTTP " + status + hint(status),
            !REFUSED.contains(status));
      }
      return new Answer(status, read(response.body()));
    }
  }

  private static String hint(int status) {
    return switch (status) {
      case 301, 302, 307, 308 -> ": configure the address that it redirects to";
      case 401, 403 -> ": check the token or key configured for it";
      case 404 -> ": check its address and its version";
      case 413 -> ": what was sent is too long for it";
      case 429 -> ": it asks for fewer requests";
      default -> "";
    };
  }

  private byte[] read(ResponseBody body) throws IOException {
    try (BufferedSource source = body.source()) {
      var answer = new Buffer();
      while (source.read(answer, 64 * 1024) >= 0) {
        if (answer.size() > maxAnswer) {
          throw new CallFailedException(
              "long answer", name + " answered with more than " + maxAnswer + " bytes", false);
        }
      }
      return answer.readByteArray();
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
