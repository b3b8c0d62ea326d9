package org.faultmaven.standalone.observability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.faultmaven.standalone.product.Product;

/** A little of everything that users do, again and again until it is closed. */
final class Load implements AutoCloseable {
  private final Product product;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("load").unstarted(this::run);
  private volatile Exception failure;

  private Load(Product product) {
    this.product = product;
  }

  static Load on(Product product) {
    var load = new Load(product);
    load.thread.start();
    return load;
  }

  private void run() {
    try {
      for (int round = 0; !end.await(200, TimeUnit.MILLISECONDS); round++) {
        round(round);
      }
    } catch (IOException | InterruptedException e) {
      failure = e;
    }
  }

  private void round(int round) throws IOException, InterruptedException {
    for (int i = 0; i < 20; i++) {
      product.produce(
          "host-" + i,
          "%s ERROR checkout failed for user%d@example.com from 10.0.0.%d after %d ms"
              .formatted(Instant.now(), i, i, round));
    }
    product.produce(Product.RAW_LOGS, null, new byte[] {(byte) 0xC3, 0x28});
    for (String mode : List.of("hybrid", "vector", "keyword")) {
      product.api.post("/api/v1/search", Map.of("query", "checkout failed " + round, "mode", mode));
    }
    product.api.post("/api/v1/questions", Map.of("question", "why did checkout fail?"));
    product.api.post(
        "/api/v1/tools/knowledge_base/invocations",
        Map.of("arguments", Map.of("query", "checkout")));
    String session =
        product
            .api
            .post("/api/v1/sessions", Map.of("clientId", "load"))
            .json()
            .path("sessionId")
            .asString();
    product.api.post(
        "/api/v1/sessions/" + session + "/questions", Map.of("question", "which user failed?"));
    String html =
        "<html><body><h1>Runbook %d</h1><p>Restart it.</p></body></html>".formatted(round);
    String document =
        product
            .api
            .upload("/api/v1/documents", "runbook.html", "text/html", html.getBytes(UTF_8))
            .json()
            .path("documentId")
            .asString();
    if (round % 3 == 0) {
      product.api.delete("/api/v1/documents/" + document);
    }
  }

  /** Ends it, and throws what ended it before. */
  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new AssertionError("the load failed", failure);
    }
  }
}
