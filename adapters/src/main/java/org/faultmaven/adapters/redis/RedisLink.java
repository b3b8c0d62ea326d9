package org.faultmaven.adapters.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connection that all threads share, opened at the first command. It comes back by itself when
 * it is lost; what was under way then fails and is never sent again behind the caller's back.
 */
final class RedisLink implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** How often a connection that was closed at once is tried before that is said. */
  private static final int HEARINGS = 4;

  private static final Duration FIRST_DELAY = Duration.ofMillis(50);
  private static final Duration LAST_DELAY = Duration.ofSeconds(1);

  private final RedisAddress address;
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable ClientResources resources;
  private @Nullable AbstractRedisClient client;
  private volatile @Nullable Link link;
  private boolean closed;

  private record Link(
      StatefulConnection<String, String> connection,
      RedisClusterAsyncCommands<String, String> commands) {}

  /** What is asked of Redis. */
  interface Question<T> {
    CompletableFuture<T> ask(RedisClusterAsyncCommands<String, String> redis);
  }

  RedisLink(RedisAddress address) {
    this.address = address;
  }

  /**
   * Asks and waits, for an attempt of an external call. An attempt that is interrupted, since its
   * time is over, gives the connection up: a peer that has vanished is not noticed otherwise.
   */
  <T> T ask(Question<T> question) throws Exception {
    Link open = open();
    CompletableFuture<T> answer = question.ask(open.commands());
    try {
      return answer.get();
    } catch (InterruptedException e) {
      giveUp(open);
      throw e;
    } catch (ExecutionException | CancellationException e) {
      throw RedisFailure.of(e);
    }
  }

  private Link open() throws InterruptedException {
    Link open = link;
    if (open != null) {
      return open;
    }
    opening.lockInterruptibly();
    try {
      if (link == null) {
        if (closed) {
          throw new IllegalStateException("closed");
        }
        link = connectAndHear();
      }
      return link;
    } catch (RuntimeException e) {
      throw RedisFailure.of(e);
    } finally {
      opening.unlock();
    }
  }

  /**
   * A server that refuses the password closes the connection too, and the driver then sometimes (3
   * of 100 times) tells of the closing and not of the refusal. It is asked again, so that the
   * reason is heard.
   */
  private Link connectAndHear() {
    for (int tries = 1; ; tries++) {
      try {
        return connect();
      } catch (RedisConnectionException e) {
        if (tries == HEARINGS || !RedisFailure.isClosedWhileGreeted(e)) {
          throw e;
        }
      }
    }
  }

  private Link connect() {
    if (resources == null) {
      resources =
          ClientResources.builder()
              .ioThreadPoolSize(2)
              .computationThreadPoolSize(2)
              .reconnectDelay(Delay.exponential(FIRST_DELAY, LAST_DELAY, 2, TimeUnit.MILLISECONDS))
              .commandLatencyRecorder(CommandLatencyRecorder.disabled())
              .build();
    }
    return address.cluster() ? connectCluster(resources) : connectOne(resources);
  }

  private Link connectOne(ClientResources with) {
    if (!(client instanceof RedisClient)) {
      RedisClient made = RedisClient.create(with, address.nodes().getFirst());
      made.setOptions(options(ClientOptions.builder()).build());
      client = made;
    }
    var connection = ((RedisClient) client).connect();
    return new Link(connection, connection.async());
  }

  private Link connectCluster(ClientResources with) {
    if (!(client instanceof RedisClusterClient)) {
      RedisClusterClient made = RedisClusterClient.create(with, address.nodes());
      var builder = ClusterClientOptions.builder();
      made.setOptions(((ClusterClientOptions.Builder) options(builder)).build());
      client = made;
    }
    var connection = ((RedisClusterClient) client).connect();
    return new Link(connection, connection.async());
  }

  private static ClientOptions.Builder options(ClientOptions.Builder builder) {
    return builder
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        // True keeps a command from being sent again after a reconnection.
        .replayFilter(_ -> true)
        .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).keepAlive(true).build());
  }

  private void giveUp(Link stale) {
    opening.lock();
    try {
      if (stale.equals(link)) {
        link = null;
        var _ = stale.connection().closeAsync();
      }
    } finally {
      opening.unlock();
    }
  }

  @Override
  public void close() {
    opening.lock();
    try {
      closed = true;
      link = null;
      if (client != null) {
        client.shutdown(Duration.ZERO, CONNECT);
        client = null;
      }
      if (resources != null) {
        var _ = resources.shutdown(0, CONNECT.toMillis(), TimeUnit.MILLISECONDS);
        resources = null;
      }
    } finally {
      opening.unlock();
    }
  }
}
