package org.faultmaven.adapters.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client as one writes it first: one collection for everything, vectors as JSON numbers. */
final class NaiveChroma implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI root;
  private final String collection;

  NaiveChroma(URI url, String name) throws IOException, InterruptedException {
    root = url.resolve("/api/v2/tenants/default_tenant/databases/default_database/collections/");
    var request = Map.of("name", name, "configuration", Map.of("hnsw", Map.of("space", "cosine")));
    collection = post("", request).path("id").asString();
  }

  /**
   * @param operation {@code add} or {@code upsert}
   */
  void write(String operation, List<EmbeddedEntry> entries)
      throws IOException, InterruptedException {
    JsonNode answer =
        post(
            collection + "/" + operation,
            Map.of(
                "ids", entries.stream().map(each -> each.entry().id()).toList(),
                "embeddings", entries.stream().map(EmbeddedEntry::vector).toList(),
                "documents", entries.stream().map(each -> each.entry().text().text()).toList(),
                "metadatas", entries.stream().map(each -> metadata(each.entry())).toList()));
    check(answer);
  }

  private static Map<String, Object> metadata(Entry entry) {
    return Map.of(
        "source", entry.source().text(),
        "first_at", entry.firstAt().toEpochMilli(),
        "last_at", entry.lastAt().toEpochMilli(),
        "count", entry.count());
  }

  int query(float[] vector, int limit, Map<String, Object> where)
      throws IOException, InterruptedException {
    Map<String, Object> query = Map.of("query_embeddings", List.of(vector), "n_results", limit);
    var request = new HashMap<String, Object>(query);
    if (!where.isEmpty()) {
      request.put("where", where);
    }
    return post(collection + "/query", request).path("ids").path(0).size();
  }

  void delete(Map<String, Object> where) throws IOException, InterruptedException {
    check(post(collection + "/delete", Map.of("where", where)));
  }

  private static void check(JsonNode answer) {
    if (answer.has("error")) {
      throw new IllegalStateException(answer.toString());
    }
  }

  private JsonNode post(String path, Object body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                path.isEmpty()
                    ? URI.create(root.toString().replaceAll("/$", ""))
                    : root.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
            .build();
    return MAPPER.readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }

  @Override
  public void close() {
    client.close();
  }
}
