package org.faultmaven.standalone.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * An incident recorded from real programs by {@code standalone/sample/record-incident}: logs of a
 * Redis, of the service that filled it and of the proxy in front, and the question to ask of them.
 * Persons, numbers and secrets in it are made up.
 */
public final class Sample {
  /**
   * One of its logs.
   *
   * @param source what its lines are sent under
   */
  public record Log(String source) {
    /** Its bytes; the caller closes. */
    public InputStream open() {
      return requireNonNull(Sample.class.getResourceAsStream("/sample/" + source), source);
    }

    /** Its lines, in order. */
    public List<String> lines() throws IOException {
      return text("/sample/" + source).lines().toList();
    }
  }

  private Sample() {}

  public static List<Log> logs() {
    return List.of(
        new Log("redis/redis.log"), new Log("checkout/app.log"), new Log("proxy/access.log"));
  }

  /** The question that these logs answer. */
  public static String question() throws IOException {
    return text("/sample/question.txt").strip();
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = requireNonNull(Sample.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
