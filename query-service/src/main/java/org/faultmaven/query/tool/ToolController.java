package org.faultmaven.query.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.faultmaven.contracts.config.ToolsConfig;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.web.JsonBody;
import org.faultmaven.query.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/v1/tools}, one of them, and its invocation. */
@RestController
public final class ToolController {
  private static final String PATH = "/api/v1/tools";
  private static final int MAX_BYTES = 64 << 10;
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /** A built-in tool that this installation lacks. */
  public record Absent(String name, String reason) {}

  /** The answer to the first. */
  public record Listing(
      List<ToolStatus> tools, List<Absent> absent, List<Refusals.Refused> refused) {
    public Listing {
      tools = List.copyOf(tools);
      absent = List.copyOf(absent);
      refused = List.copyOf(refused);
    }
  }

  /** The request. */
  record Request(@Nullable JsonNode arguments, @Nullable Integer timeoutSeconds) {}

  /**
   * The answer.
   *
   * @param result JSON when the tool gave JSON, else a string; sanitised
   * @param truncated whether it was cut, and so is a string
   */
  public record Response(
      String callId,
      String tool,
      JsonNode result,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean truncated,
      long tookMs) {}

  private final ToolRegistry registry;
  private final Refused refused;
  private final Tenant tenant;
  private final ToolsConfig config;
  private final KeyedHash hash;
  private final Clock clock;

  /** Tells the refused registrations. */
  interface Refused {
    List<Refusals.Refused> all();
  }

  ToolController(
      ToolRegistry registry,
      Refused refused,
      Tenant tenant,
      ToolsConfig config,
      KeyedHash hash,
      Clock clock) {
    this.registry = registry;
    this.refused = refused;
    this.tenant = tenant;
    this.config = config;
    this.hash = hash;
    this.clock = clock;
  }

  @GetMapping(PATH)
  public Listing list() {
    List<Absent> absent =
        registry.absent().entrySet().stream()
            .map(each -> new Absent(each.getKey(), each.getValue()))
            .toList();
    return new Listing(registry.statuses(), absent, refused.all());
  }

  @GetMapping(PATH + "/{name}")
  ToolStatus one(@PathVariable String name) {
    return registry.find(name).orElseThrow(this::unknown).status();
  }

  @PostMapping(path = PATH + "/{name}/invocations", consumes = MediaType.APPLICATION_JSON_VALUE)
  Response invoke(
      @PathVariable String name,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      InputStream body) {
    Request request = JsonBody.read(body, Request.class, MAX_BYTES);
    return invoke(name, request.arguments(), request.timeoutSeconds(), hashed(name, key));
  }

  /** The same, for who has no body. */
  public Response invoke(
      String name, @Nullable JsonNode arguments, @Nullable Integer timeoutSeconds) {
    return invoke(name, arguments, timeoutSeconds, null);
  }

  private Response invoke(
      String name,
      @Nullable JsonNode raw,
      @Nullable Integer timeoutSeconds,
      @Nullable String idempotencyKey) {
    Instant deadline = clock.instant().plus(timeout(timeoutSeconds));
    if (registry.find(name).isEmpty()) {
      throw unknown();
    }
    SanitizedText arguments = arguments(raw);
    ToolOutcome outcome = registry.call(tenant, name, arguments, deadline, idempotencyKey);
    return switch (outcome.status()) {
      case OK ->
          new Response(
              outcome.callId(),
              name,
              json(outcome),
              outcome.truncated(),
              outcome.took().toMillis());
      case UNKNOWN_TOOL -> throw unknown();
      case BAD_ARGUMENTS ->
          throw Problem.badRequest(
              "The arguments do not fit the tool: "
                  + outcome.text().text()
                  + ". GET "
                  + PATH
                  + "/{name} shows it.");
      case BUSY ->
          throw busy(
              "Enough calls of this tool are under way (tools.max-concurrent). Send the request"
                  + " again after the time given.");
      case FAILED ->
          throw Problem.of(
              HttpStatus.BAD_GATEWAY, "The tool failed", "It says: " + outcome.text().text());
      case TIMED_OUT ->
          throw Problem.of(
              HttpStatus.GATEWAY_TIMEOUT,
              "The tool did not answer in time",
              "Nobody waits for it any more. Ask for less, or send a larger timeoutSeconds (at most"
                  + " tools.max-timeout).");
      case KEY_REUSED ->
          throw Problem.of(
              HttpStatus.CONFLICT,
              "The idempotency key has been used",
              "A call of this tool with other arguments had this Idempotency-Key. Use another.");
    };
  }

  private Duration timeout(@Nullable Integer seconds) {
    if (seconds == null) {
      return config.callTimeout();
    }
    Duration asked = Duration.ofSeconds(seconds);
    if (seconds < 1 || asked.compareTo(config.maxTimeout()) > 0) {
      throw Problem.badRequest(
          "The field timeoutSeconds is 1 to "
              + config.maxTimeout().toSeconds()
              + " (tools.max-timeout).");
    }
    return asked;
  }

  private SanitizedText arguments(@Nullable JsonNode raw) {
    if (raw == null) {
      throw Problem.badRequest(
          "The field arguments is missing. It is an object that fits the tool's schema, {} when"
              + " there are none.");
    }
    return registry
        .arguments(tenant, raw.toString())
        .orElseThrow(
            () ->
                Problem.badRequest(
                    "The field arguments is an object of at most "
                        + ToolRegistry.MAX_ARGUMENTS
                        + " characters."));
  }

  private @Nullable String hashed(String tool, @Nullable String key) {
    if (key == null) {
      return null;
    }
    if (!KEY.matcher(key).matches()) {
      throw Problem.badRequest("The header Idempotency-Key has 1 to 255 visible ASCII characters.");
    }
    return hash.of("tool-call", tenant, tool + '\0' + key);
  }

  private ErrorResponseException unknown() {
    List<String> names = registry.list().stream().map(tool -> tool.name()).toList();
    return Problem.of(
        HttpStatus.NOT_FOUND,
        "There is no such tool",
        "There are: " + String.join(", ", names) + ".");
  }

  private static ErrorResponseException busy(String detail) {
    ErrorResponseException problem =
        Problem.of(HttpStatus.TOO_MANY_REQUESTS, "The tool is busy", detail);
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    return problem;
  }

  private static JsonNode json(ToolOutcome outcome) {
    String text = outcome.text().text();
    JsonNode string = JsonMapper.shared().getNodeFactory().stringNode(text);
    if (outcome.truncated()) {
      return string;
    }
    try {
      JsonNode read = JsonMapper.shared().readTree(text);
      return read.isContainer() ? read : string;
    } catch (JacksonException e) {
      // Text, then.
      return string;
    }
  }
}
