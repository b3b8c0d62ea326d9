package org.faultmaven.standalone.endtoend;

import java.nio.file.Path;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.adapters.server.RedisServer;
import org.faultmaven.standalone.product.Product;
import org.junit.jupiter.api.AfterAll;

/** Three processes on real backends, and a broker that is not theirs. */
class ServicesIT extends EndToEndContract {
  private final ChromaServer chroma = ChromaServer.start();
  private final RedisServer redis = RedisServer.start();

  @Override
  Product newProduct(Path folder) throws Exception {
    return Product.services(
        folder,
        "--chromadb.url=" + chroma.url(),
        "--redis.host=127.0.0.1",
        "--redis.port=" + redis.port());
  }

  @AfterAll
  void stopBackends() {
    redis.close();
    chroma.close();
  }
}
