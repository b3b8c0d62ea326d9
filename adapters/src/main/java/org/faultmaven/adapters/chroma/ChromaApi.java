package org.faultmaven.adapters.chroma;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.adapters.call.CallLimits;
import org.faultmaven.adapters.call.ExternalCall;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.adapters.call.HttpSystem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of Chroma's API v2 that are needed, in one tenant and database of Chroma's. A
 * collection that is gone when it is asked is no error: another process may drop one at any time.
 */
final class ChromaApi implements AutoCloseable {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final int GONE = 404;
  private static final Set<Integer> MAY_BE_GONE = Set.of(GONE);
  private static final int PAGE = 10_000;

  /**
   * A collection.
   *
   * @param dimension of its vectors; null while it has none
   */
  record Collection(
      String id,
      String name,
      @JsonProperty("configuration_json") @Nullable Configuration configuration,
      @Nullable Map<String, Object> metadata,
      @Nullable Integer dimension) {

    /** How it measures: {@code cosine}, {@code l2} or {@code ip}. */
    @Nullable String space() {
      if (configuration == null) {
        return null;
      }
      Index index = configuration.hnsw() == null ? configuration.spann() : configuration.hnsw();
      return index == null ? null : index.space();
    }
  }

  /** Which index it has; one of the two. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Configuration(@Nullable Index hnsw, @Nullable Index spann) {}

  record Index(@Nullable String space) {}

  private record NewCollection(
      String name,
      Configuration configuration,
      Map<String, Object> metadata,
      @JsonProperty("get_or_create") boolean getOrCreate) {}

  private record NewName(@JsonProperty("new_name") String name) {}

  /**
   * What is written, each list by the ids' order.
   *
   * @param embeddings base64 of little-endian floats; null to leave them as they are
   * @param metadatas merged into what is there; a null value removes its key
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Records(
      List<String> ids,
      @Nullable List<String> embeddings,
      List<Map<String, @Nullable Object>> metadatas,
      List<String> documents) {}

  private record Ids(List<String> ids) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Selection(
      @Nullable List<String> ids,
      @Nullable Map<String, Object> where,
      @Nullable Integer limit,
      @Nullable Integer offset,
      List<String> include) {}

  /** What was selected. */
  record Found(List<String> ids, @Nullable List<Map<String, Object>> metadatas) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Query(
      @JsonProperty("query_embeddings") List<float[]> embeddings,
      @JsonProperty("n_results") int results,
      @Nullable Map<String, Object> where,
      List<String> include) {}

  /** What is nearest, a list a query. */
  record Nearest(
      List<List<String>> ids,
      List<List<@Nullable String>> documents,
      List<List<@Nullable Map<String, Object>>> metadatas,
      List<List<Double>> distances) {
    static final Nearest NONE = new Nearest(List.of(), List.of(), List.of(), List.of());
  }

  private final HttpSystem http;
  private final List<String> root;
  private final ExternalCall adding;
  private final ExternalCall searching;
  private final ExternalCall deleting;

  /**
   * @param tenant of Chroma's, no tenant of FaultMaven's
   */
  ChromaApi(HttpSystem http, ExternalSystem system, String tenant, String database) {
    this.http = http;
    this.root = List.of("api", "v2", "tenants", tenant, "databases", database, "collections");
    this.adding = system.call("add", CallLimits.ADD);
    this.searching = system.call("search", CallLimits.SEARCH);
    this.deleting = system.call("delete", CallLimits.DELETE);
  }

  /** All collections of the database, whoever made them. */
  List<Collection> collections() {
    return searching.run(this::listOnce);
  }

  /** As {@link #collections()}, without any guard: for the attempt of a check. */
  List<Collection> listOnce() throws IOException {
    return List.of(read(http.get(root), Collection[].class));
  }

  /** The collection of a name, made when there is none. */
  Collection getOrCreate(String name, Map<String, Object> metadata) {
    var cosine = new Configuration(new Index("cosine"), null);
    byte[] request = write(new NewCollection(name, cosine, metadata, true));
    return adding.run(() -> read(http.post(root, request), Collection.class));
  }

  /** Renames; nothing when it is gone or the name is taken. */
  void rename(String id, String name) {
    byte[] request = write(new NewName(name));
    deleting.run(() -> http.exchange("PUT", path(id), request, Set.of(GONE, 409)));
  }

  void drop(String name) {
    deleting.run(() -> http.exchange("DELETE", path(name), null, MAY_BE_GONE));
  }

  /** How many records it has; nothing when it is gone. */
  OptionalLong count(String id) {
    return searching.run(
        () -> {
          HttpSystem.Answer answer = http.exchange("GET", path(id, "count"), null, MAY_BE_GONE);
          return answer.status() == GONE
              ? OptionalLong.empty()
              : OptionalLong.of(read(answer, Long.class));
        });
  }

  /** Adds or replaces vectors, merges metadata; false when the collection is gone. */
  boolean upsert(String id, Records records) {
    return write(id, "upsert", records);
  }

  /** Changes what is there, vectors only where given; false when the collection is gone. */
  boolean update(String id, Records records) {
    return write(id, "update", records);
  }

  private boolean write(String id, String operation, Records records) {
    byte[] request = write(records);
    return adding.run(
        () -> http.exchange("POST", path(id, operation), request, MAY_BE_GONE).status() != GONE);
  }

  void delete(String id, List<String> ids) {
    byte[] request = write(new Ids(ids));
    deleting.run(() -> http.exchange("POST", path(id, "delete"), request, MAY_BE_GONE));
  }

  /** Which of the ids it has, with their metadata. */
  Found metadata(String id, List<String> ids) {
    return get(id, new Selection(ids, null, null, null, List.of("metadatas")));
  }

  /** Which of the ids it has. */
  List<String> existing(String id, List<String> ids) {
    return get(id, new Selection(ids, null, null, null, List.of())).ids();
  }

  /** The ids of all that match. */
  List<String> matching(String id, Map<String, Object> where) {
    var all = new ArrayList<String>();
    List<String> page;
    do {
      page = get(id, new Selection(null, where, PAGE, all.size(), List.of())).ids();
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }

  private Found get(String id, Selection selection) {
    byte[] request = write(selection);
    return searching.run(
        () -> {
          HttpSystem.Answer answer = http.exchange("POST", path(id, "get"), request, MAY_BE_GONE);
          return answer.status() == GONE
              ? new Found(List.of(), List.of())
              : read(answer, Found.class);
        });
  }

  /** The nearest records to one vector. */
  Nearest query(String id, float[] vector, int results, @Nullable Map<String, Object> where) {
    List<String> include = List.of("metadatas", "documents", "distances");
    byte[] request = write(new Query(List.of(vector), results, where, include));
    return searching.run(
        () -> {
          HttpSystem.Answer answer = http.exchange("POST", path(id, "query"), request, MAY_BE_GONE);
          return answer.status() == GONE ? Nearest.NONE : read(answer, Nearest.class);
        });
  }

  private List<String> path(String... more) {
    var path = new ArrayList<>(root);
    path.addAll(List.of(more));
    return path;
  }

  private static byte[] write(Object request) {
    return MAPPER.writeValueAsBytes(request);
  }

  private static <T> T read(HttpSystem.Answer answer, Class<T> type) {
    try {
      T value = MAPPER.readValue(answer.body(), type);
      if (value != null) {
        return value;
      }
    } catch (JacksonException e) {
      // Without the cause: Jackson's messages quote the text.
      throw malformed();
    }
    throw malformed();
  }

  private static CallFailedException malformed() {
    return new CallFailedException(
        "malformed answer", "chroma answered with something else than it is known to", true);
  }

  @Override
  public void close() {
    http.close();
  }
}
