package org.faultmaven.standalone.server;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.faultmaven.runtime.StartException;
import org.faultmaven.standalone.broker.EmbeddedBroker;

/** The broker on its way up, while everything else is put together. */
final class BrokerStart implements AutoCloseable {
  /** Starts a broker and returns it running. */
  interface Starter {
    EmbeddedBroker start() throws IOException;
  }

  private final CompletableFuture<EmbeddedBroker> broker = new CompletableFuture<>();

  BrokerStart(Starter starter) {
    Thread.ofPlatform()
        .name("broker-start")
        .daemon()
        .start(
            () -> {
              try {
                broker.complete(starter.start());
              } catch (IOException | RuntimeException | Error e) {
                broker.completeExceptionally(e);
              }
            });
  }

  /**
   * Waits until the broker serves.
   *
   * @throws StartException when it can't
   */
  EmbeddedBroker await() {
    try {
      return broker.get();
    } catch (ExecutionException e) {
      throw new StartException(
          "the broker did not start (%s). Its log is in the data folder, logs/faultmaven.log."
              .formatted(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("the start was interrupted.");
    }
  }

  /** Stops the broker if it ever came up. */
  @Override
  public void close() {
    broker
        .handle(
            (running, failure) -> {
              if (running != null) {
                running.close();
              }
              return failure;
            })
        .join();
  }
}
