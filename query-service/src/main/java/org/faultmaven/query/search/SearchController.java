package org.faultmaven.query.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.InputStream;
import java.util.List;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.query.web.JsonBody;
import org.faultmaven.query.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/search}. */
@RestController
public final class SearchController {
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_LIMIT = 100;
  private static final int DEFAULT_LIMIT = 10;

  /** The request. */
  record Request(
      @Nullable String query,
      @Nullable Integer limit,
      @Nullable String source,
      @Nullable String from,
      @Nullable String to,
      @Nullable String mode) {}

  /**
   * The answer.
   *
   * @param degraded what it lacks and why; absent when it lacks nothing
   */
  public record Response(
      List<Hit> hits, @JsonInclude(JsonInclude.Include.NON_EMPTY) String degraded) {
    public Response {
      hits = List.copyOf(hits);
    }
  }

  private final TypedText typed;
  private final Retrieval retrieval;

  SearchController(TypedText typed, Retrieval retrieval) {
    this.typed = typed;
    this.retrieval = retrieval;
  }

  @PostMapping(path = "/api/v1/search", consumes = MediaType.APPLICATION_JSON_VALUE)
  public Response search(InputStream body) {
    Request request = JsonBody.read(body, Request.class, MAX_BYTES);
    Mode mode = Mode.named(request.mode());
    int limit = limit(request.limit());
    TimeRange range = TimeRange.parse(request.from(), request.to());
    TypedText.Typed query = typed.typed("query", request.query());
    var filter = new SearchFilter(typed.source(request.source()), range.from(), range.to());
    Retrieval.Result found = retrieval.search(query.search(), mode, limit, filter);
    return new Response(
        found.hits().stream().map(Hit::of).toList(),
        query.inProcessOnly()
            ? (found.degraded() + " " + TypedText.IN_PROCESS_ONLY).strip()
            : found.degraded());
  }

  private static int limit(@Nullable Integer limit) {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.badRequest("The limit is a whole number from 1 to " + MAX_LIMIT + ".");
    }
    return limit;
  }
}
