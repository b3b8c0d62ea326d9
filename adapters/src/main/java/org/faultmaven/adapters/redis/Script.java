package org.faultmaven.adapters.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A script that the server runs as one step, sent by its hash once the server knows it. */
enum Script {
  SET(ScriptOutputType.INTEGER),
  APPEND(ScriptOutputType.INTEGER),
  EXTEND(ScriptOutputType.INTEGER),
  DELETE(ScriptOutputType.INTEGER),
  GET(ScriptOutputType.MULTI);

  private final ScriptOutputType output;
  private final String source;
  private final String digest;

  Script(ScriptOutputType output) {
    this.output = output;
    this.source = read(name().toLowerCase(Locale.ROOT) + ".lua");
    this.digest = sha1(source);
  }

  /** Runs it; a server that has restarted, and forgotten it, is sent the whole. */
  <T> CompletableFuture<T> run(
      RedisClusterAsyncCommands<String, String> redis, SessionKeys keys, String... arguments) {
    return run(redis, keys.all(), arguments);
  }

  <T> CompletableFuture<T> run(
      RedisClusterAsyncCommands<String, String> redis, String[] keys, String... arguments) {
    CompletableFuture<T> known =
        redis.<T>evalsha(digest, output, keys, arguments).toCompletableFuture();
    return known.exceptionallyCompose(
        failure -> {
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          return cause instanceof RedisNoScriptException
              ? redis.<T>eval(source, output, keys, arguments).toCompletableFuture()
              : CompletableFuture.failedFuture(failure);
        });
  }

  private static String read(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the script " + name + " is not in the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
