package org.faultmaven.query.tool;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.ToolsConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.ITool;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.query.tool.ToolOutcome.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools there are now: those of this process, and those that announce themselves by topic.
 * Whatever a tool does, it harms itself alone. Safe for use by many threads.
 */
public final class ToolRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(ToolRegistry.class);

  /** The most characters of a call's arguments. */
  static final int MAX_ARGUMENTS = 32 << 10;

  private final Map<String, LocalTool> local = new ConcurrentSkipListMap<>();
  private final Map<String, String> absent = new ConcurrentSkipListMap<>();
  private final SecureRandom random = new SecureRandom();
  private final ToolSource remote;
  private final ToolText texts;
  private final ToolsConfig config;
  private final Clock clock;
  private final ToolMetrics metrics;
  private final OutcomeMemory memory;

  ToolRegistry(
      ToolSource remote, ToolText texts, ToolsConfig config, Clock clock, ToolMetrics metrics) {
    this.remote = remote;
    this.texts = texts;
    this.config = config;
    this.clock = clock;
    this.metrics = metrics;
    this.memory = new OutcomeMemory(clock);
    metrics.known(this, registry -> registry.list().size());
  }

  /** Of tools in this process alone. */
  public static ToolRegistry inProcess(
      ISanitizer sanitizer, Policy policy, ToolsConfig config, Clock clock, MeterRegistry meters) {
    return new ToolRegistry(
        ToolSource.NONE,
        new ToolText(sanitizer, policy),
        config,
        clock,
        new ToolMetrics(meters, config.maxTools()));
  }

  /**
   * Adds a tool of this process.
   *
   * @throws IllegalArgumentException when it is no {@link ITool}, describes itself by another name,
   *     has a schema that is none, or the name is taken
   */
  public void register(String name, Object tool) {
    if (!(tool instanceof ITool known)) {
      throw new IllegalArgumentException(tool.getClass().getName() + " does not implement ITool");
    }
    if (!known.describe().name().equals(name)) {
      throw new IllegalArgumentException("the tool " + name + " describes itself by another name");
    }
    var made =
        new LocalTool(known, config.maxConcurrent(), Math.toIntExact(config.maxResult().bytes()));
    if (local.putIfAbsent(name, made) != null) {
      throw new IllegalArgumentException("there is a tool " + name + " already");
    }
  }

  /**
   * Makes and registers tools of this process. One that can't be made or registered is logged and
   * left out, and the others come.
   *
   * @param makers by name
   */
  public void createAll(Map<String, ? extends Supplier<?>> makers) {
    makers.forEach(
        (name, maker) -> {
          try {
            register(name, maker.get());
            absent.remove(name);
          } catch (RuntimeException | LinkageError e) {
            String why = reason(e);
            absent.put(name, why);
            LOG.info("without the tool {}: {}", name, why);
          }
        });
  }

  private static String reason(Throwable failure) {
    // What wires the tools wraps what they throw.
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof BackendException || e instanceof IllegalArgumentException) {
        return String.valueOf(e.getMessage());
      }
    }
    return "it could not be made (" + failure.getClass().getSimpleName() + ")";
  }

  /** A tool of this process. */
  public Optional<ITool> get(String name) {
    return Optional.ofNullable(local.get(name)).map(LocalTool::tool);
  }

  /** The tools that can be called now, by name. */
  public List<ToolDescription> list() {
    return known().stream().map(KnownTool::description).toList();
  }

  List<ToolStatus> statuses() {
    return known().stream().map(KnownTool::status).toList();
  }

  /** Tools of this process that are missing, with the reason. */
  Map<String, String> absent() {
    return Map.copyOf(absent);
  }

  private List<KnownTool> known() {
    var all = new ArrayList<KnownTool>(local.values());
    all.addAll(remote.all());
    return all;
  }

  Optional<KnownTool> find(String name) {
    return Stream.of(Optional.<KnownTool>ofNullable(local.get(name)), remote.find(name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Sanitises arguments, as a user or a model wrote them, for {@link #call}.
   *
   * @return empty when they are no JSON object, or longer than any tool takes
   * @throws BackendException retryable, while the sanitiser's backend is away
   */
  public Optional<SanitizedText> arguments(Tenant tenant, String raw) {
    return raw.length() > MAX_ARGUMENTS ? Optional.empty() : texts.object(tenant, raw);
  }

  /**
   * Calls a tool and waits for it, until the deadline at most. Whatever the tool does wrong is an
   * outcome; its text is sanitised, and nothing else is kept of it.
   *
   * @param arguments a JSON object
   * @param deadline at most {@code tools.max-timeout} from now counts
   * @throws BackendException retryable, while Kafka or the sanitiser's backend is away
   */
  public ToolOutcome call(Tenant tenant, String tool, SanitizedText arguments, Instant deadline) {
    return call(tenant, tool, arguments, deadline, null);
  }

  /**
   * @param idempotencyKey a keyed hash; calls that have one alike are carried out once
   */
  ToolOutcome call(
      Tenant tenant,
      String tool,
      SanitizedText arguments,
      Instant deadline,
      @Nullable String idempotencyKey) {
    Optional<KnownTool> known = find(tool);
    if (known.isEmpty()) {
      return failure(
          SanitizedText.constant("There is no tool of that name."), Status.UNKNOWN_TOOL, "");
    }
    String callId = callId();
    Instant latest = clock.instant().plus(config.maxTimeout());
    var call =
        new Invocation(
            tenant,
            callId,
            idempotencyKey == null ? callId : idempotencyKey,
            arguments,
            deadline.isBefore(latest) ? deadline : latest);
    Supplier<ToolOutcome> measured = () -> measured(known.get(), call);
    return idempotencyKey == null ? measured.get() : memory.of(idempotencyKey, arguments, measured);
  }

  private ToolOutcome measured(KnownTool tool, Invocation call) {
    String name = tool.description().name();
    try (TraceSpan span = TraceSpan.child(TraceSpan.Kind.CLIENT, "execute_tool")) {
      span.about(name)
          .word("gen_ai.operation.name", "execute_tool")
          .id("gen_ai.tool.name", name)
          .id("gen_ai.tool.call.id", call.callId());
      return measured(tool, name, call, span);
    }
  }

  private ToolOutcome measured(KnownTool tool, String name, Invocation call, TraceSpan span) {
    Instant start = clock.instant();
    try {
      ToolOutcome outcome = outcome(tool, call);
      span.word("faultmaven.tool.status", outcome.status())
          .number("faultmaven.tool.result.size", outcome.text().length());
      Duration took = Duration.between(start, clock.instant());
      metrics.called(name, outcome.status(), took);
      return new ToolOutcome(
          outcome.text(), outcome.status(), took, outcome.truncated(), call.callId());
    } catch (BackendException e) {
      span.failed(e);
      metrics.unavailable(name, Duration.between(start, clock.instant()));
      throw e;
    }
  }

  private ToolOutcome outcome(KnownTool tool, Invocation call) {
    List<String> problems =
        call.arguments().length() > MAX_ARGUMENTS
            ? List.of("the arguments have more than " + MAX_ARGUMENTS + " characters")
            : tool.schema().problems(call.arguments().text());
    if (!problems.isEmpty()) {
      // Their places are named by whoever wrote the arguments and the schema.
      SanitizedText text = texts.of(call.tenant(), String.join("; ", problems));
      return failure(text, Status.BAD_ARGUMENTS, call.callId());
    }
    return switch (tool.call(call)) {
      case Reply.Raw(var answer) ->
          new ToolOutcome(
              texts.of(call.tenant(), answer.text()),
              answer.ok() ? Status.OK : Status.FAILED,
              Duration.ZERO,
              answer.truncated(),
              call.callId());
      case Reply.Clean(var text) -> limited(text, call.callId());
      case Reply.Unfit(var why) ->
          failure(texts.of(call.tenant(), why), Status.BAD_ARGUMENTS, call.callId());
      case Reply.Expired() ->
          failure(
              SanitizedText.constant("The tool did not answer before the deadline."),
              Status.TIMED_OUT,
              call.callId());
      case Reply.Busy() ->
          failure(
              SanitizedText.constant("Enough calls of this tool are under way."),
              Status.BUSY,
              call.callId());
    };
  }

  private ToolOutcome limited(SanitizedText text, String callId) {
    // Characters: a few bytes more do no harm where nothing was handed over.
    int limit = Math.toIntExact(config.maxResult().bytes());
    boolean cut = text.length() > limit;
    int end = cut && Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return new ToolOutcome(cut ? text.part(0, end) : text, Status.OK, Duration.ZERO, cut, callId);
  }

  private static ToolOutcome failure(SanitizedText text, Status status, String callId) {
    return new ToolOutcome(text, status, Duration.ZERO, false, callId);
  }

  private String callId() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return KeyedHash.base32(bytes);
  }
}
