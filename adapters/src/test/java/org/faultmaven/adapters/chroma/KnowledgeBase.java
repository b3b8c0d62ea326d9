package org.faultmaven.adapters.chroma;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.faultmaven.contracts.config.ChromaConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.port.IVectorStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A knowledge base of one test, and what Chroma itself says of it. */
final class KnowledgeBase implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  static final int DIMENSIONS = 8;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI url;
  final String name = "kb-" + UUID.randomUUID();

  KnowledgeBase(URI url) {
    this.url = url;
  }

  IVectorStore store() {
    return store(DIMENSIONS, "axes", new SimpleMeterRegistry());
  }

  IVectorStore store(int dimensions, String model, MeterRegistry registry) {
    return ChromaConfiguration.vectorStore(config(), dimensions, model, registry);
  }

  ChromaConfig config() {
    return new ChromaConfig(
        url, Secret.NONE, name, "default_tenant", "default_database", Duration.ofDays(1));
  }

  /** Its collections by their names without the knowledge base's own. */
  Map<String, JsonNode> collections() throws Exception {
    var found = new TreeMap<String, JsonNode>();
    for (JsonNode collection : send("GET", "", null)) {
      String full = collection.path("name").asString();
      if (full.startsWith(name)) {
        found.put(full.substring(name.length()), collection);
      }
    }
    return found;
  }

  /** How many records a collection has. */
  long count(String suffix) throws Exception {
    JsonNode collection = collections().get(suffix);
    return send("GET", "/" + collection.path("id").asString() + "/count", null).asLong();
  }

  /** Makes a collection as somebody else would. */
  JsonNode create(String suffix, String space, Map<String, Object> metadata) throws Exception {
    var request = new TreeMap<String, Object>();
    request.put("name", name + suffix);
    request.put("configuration", Map.of("hnsw", Map.of("space", space)));
    if (!metadata.isEmpty()) {
      request.put("metadata", metadata);
    }
    return send("POST", "", request);
  }

  /** Adds a record as somebody else would. */
  void addForeign(String suffix, float[] vector) throws Exception {
    String id = collections().get(suffix).path("id").asString();
    send(
        "POST",
        "/" + id + "/add",
        Map.of(
            "ids",
            List.of("foreign"),
            "embeddings",
            List.of(vector),
            "documents",
            List.of("text")));
  }

  private JsonNode send(String method, String path, Object body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                url.resolve(
                    "/api/v2/tenants/default_tenant/databases/default_database/collections" + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + " answered " + answer.statusCode());
    }
    return MAPPER.readTree(answer.body());
  }

  @Override
  public void close() {
    client.close();
  }
}
