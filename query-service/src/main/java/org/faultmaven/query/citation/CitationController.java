package org.faultmaven.query.citation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.query.citation.CitationReader.Outcome;
import org.faultmaven.query.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** {@code GET /api/v1/citations/{topic}/{partition}/{offset}}. */
@RestController
public final class CitationController {
  /** The answer: the cited lines, whose hash is {@code sha256}. */
  public record Response(
      String topic,
      int partition,
      long offset,
      long lastOffset,
      String source,
      List<String> lines,
      String sha256) {
    public Response {
      lines = List.copyOf(lines);
    }
  }

  private final Topics topics;
  private final CitationReader reader;

  CitationController(Topics topics, CitationReader reader) {
    this.topics = topics;
    this.reader = reader;
  }

  @GetMapping(CitationLink.PATH + "/{topic}/{partition}/{offset}")
  Response open(
      @PathVariable String topic,
      @PathVariable int partition,
      @PathVariable long offset,
      @RequestParam long lastOffset,
      @RequestParam String source,
      @RequestParam String lines,
      @RequestParam String sha256) {
    SanitizedTopic clean = clean(topic);
    CitedRange cited =
        CitedRange.of(clean.name(), partition, offset, lastOffset, source, lines, sha256);
    return switch (reader.read(clean, cited)) {
      case Outcome.Found(List<String> found) ->
          new Response(clean.name(), partition, offset, lastOffset, source, found, sha256);
      case Outcome.Gone() ->
          throw Problem.of(
              HttpStatus.GONE,
              "The cited lines are gone",
              "What stood there was deleted, compacted, has expired or was changed. Search again"
                  + " for a citation that opens.");
      case Outcome.NoPartition() -> throw unknown("The topic has no such partition.");
      case Outcome.TooLarge() ->
          throw Problem.of(
              HttpStatus.CONTENT_TOO_LARGE,
              "The cited records are too large",
              "They are larger than one message may be (kafka.max-message). Read them from the"
                  + " topic itself.");
    };
  }

  /**
   * Opens a citation by its url.
   *
   * @throws ErrorResponseException 400 when it is none
   */
  public Response open(String url) {
    try {
      UriComponents address = UriComponentsBuilder.fromUriString(url).build();
      List<String> path = address.getPathSegments();
      MultiValueMap<String, String> of = address.getQueryParams();
      String prefix = String.join("/", path.subList(0, Math.max(0, path.size() - 3)));
      if (!CitationLink.PATH.equals("/" + prefix)) {
        throw noAddress();
      }
      return open(
          decoded(path.get(path.size() - 3)),
          Integer.parseInt(path.get(path.size() - 2)),
          Long.parseLong(path.getLast()),
          Long.parseLong(one(of, "lastOffset")),
          one(of, "source"),
          one(of, "lines"),
          one(of, "sha256"));
    } catch (IllegalArgumentException e) {
      // Without the cause: its message quotes the url.
      throw noAddress();
    }
  }

  private static String one(MultiValueMap<String, String> parameters, String name) {
    String value = parameters.getFirst(name);
    if (value == null) {
      throw noAddress();
    }
    return decoded(value);
  }

  private static String decoded(String part) {
    return UriUtils.decode(part, UTF_8);
  }

  private static ErrorResponseException noAddress() {
    return Problem.badRequest(
        "This is no address of a citation. Use the url of a hit's citation as it is.");
  }

  private SanitizedTopic clean(String name) {
    return Stream.concat(topics.cleanLogs().stream(), Stream.of(topics.cleanDocuments()))
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown("Citations point into the clean topics only."));
  }

  private static ErrorResponseException unknown(String why) {
    return Problem.of(
        HttpStatus.NOT_FOUND,
        "There is no such citation",
        why + " Use the url of a hit's citation as it is.");
  }
}
