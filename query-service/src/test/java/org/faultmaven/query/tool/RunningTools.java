package org.faultmaven.query.tool;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.PseudonymKey;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.ITool;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.contracts.tool.ToolHostSettings;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.query.Await;
import org.faultmaven.query.Broker;
import org.faultmaven.query.TestPorts;
import org.faultmaven.query.web.ProblemAdvice;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The tools of one query-service instance, wired as the service does, and its API. */
final class RunningTools implements AutoCloseable {
  static final String SCHEMA =
      """
      {"type":"object","properties":{"n":{"type":"integer","minimum":0},
       "text":{"type":"string","maxLength":100}},"required":["n"],"additionalProperties":false}\
      """;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Switched sanitizer = new Switched();
  final ToolTopics topics;
  final ToolRegistry registry;
  final MockMvc api;
  final FaultMavenConfig config;

  RunningTools(Broker broker, Map<String, String> settings) throws Exception {
    var all =
        new java.util.HashMap<>(
            Map.of(
                "kafka.bootstrap-servers",
                String.join(",", broker.config.kafka().bootstrapServers()),
                "kafka.topic-prefix",
                "test.",
                "kafka.partitions",
                "12",
                "sanitizer.pseudonym-key",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
    all.putAll(settings);
    config = Configuration.load(ConfigSource.of(all, "test")).config();
    new TopicCatalog(broker.topics, config.kafka()).ensure(broker.admin);
    var metrics = new ToolMetrics(meters, config.tools().maxTools());
    var texts = new ToolText(sanitizer, TestPorts.POLICIES.named("documents"));
    topics =
        new ToolTopics(
            config, broker.topics, texts, Set.of("built_in")::contains, Clock.systemUTC(), metrics);
    registry = new ToolRegistry(topics, texts, config.tools(), Clock.systemUTC(), metrics);
    api =
        MockMvcBuilders.standaloneSetup(
                new ToolController(
                    registry,
                    topics::refused,
                    Tenant.DEFAULT,
                    config.tools(),
                    new KeyedHash(PseudonymKey.decode(config.sanitizer().pseudonymKey())),
                    Clock.systemUTC()))
            .setControllerAdvice(new ProblemAdvice())
            .build();
    topics.start();
    Await.until("the tools' topics are read", topics::ready);
  }

  void awaitTool(String name) {
    Await.until("the tool " + name + " is known", () -> registry.find(name).isPresent());
  }

  void awaitInstances(String name, int instances) {
    Await.until(
        instances + " instances of " + name,
        () -> registry.find(name).map(tool -> tool.status().instances()).orElse(0) == instances);
  }

  double dropped(String kind) {
    var counter = meters.find("faultmaven.tools.results.dropped").tag("kind", kind).counter();
    return counter == null ? 0 : counter.count();
  }

  double refusedCount() {
    var counter = meters.find("faultmaven.tools.refused").counter();
    return counter == null ? 0 : counter.count();
  }

  long calls(String tool, String outcome) {
    var timer =
        meters.find("faultmaven.tools.calls").tag("tool", tool).tag("outcome", outcome).timer();
    return timer == null ? 0 : timer.count();
  }

  static ToolHostSettings host(Broker broker) {
    return ToolHostSettings.of(
            KafkaConnection.client(broker.config.kafka()), broker.topics, "sre team")
        .withHeartbeat(Duration.ofSeconds(1));
  }

  /** A tool that does what it is told. */
  static ITool tool(String name, BiFunction<String, java.time.Instant, String> work) {
    return tool(new ToolDescription(name, "What " + name + " does.", SCHEMA, true), work);
  }

  static ITool tool(
      ToolDescription description, BiFunction<String, java.time.Instant, String> work) {
    return new ITool() {
      @Override
      public ToolDescription describe() {
        return description;
      }

      @Override
      public String call(Tenant tenant, String arguments, java.time.Instant deadline) {
        return work.apply(arguments, deadline);
      }
    };
  }

  @Override
  public void close() {
    topics.stop();
    topics.close();
  }

  /** A sanitiser whose backend can be away. */
  static final class Switched implements ISanitizer {
    final AtomicBoolean away = new AtomicBoolean();
    private final ISanitizer sanitizer = TestPorts.sanitizer();

    @Override
    public List<Verdict> sanitize(Tenant tenant, List<Fragment> fragments, Policy policy) {
      if (away.get()) {
        throw new BackendException("The sanitiser is away", true);
      }
      return sanitizer.sanitize(tenant, fragments, policy);
    }

    @Override
    public String id() {
      return sanitizer.id();
    }

    @Override
    public Health check() {
      return sanitizer.check();
    }

    @Override
    public void close() {}
  }
}
