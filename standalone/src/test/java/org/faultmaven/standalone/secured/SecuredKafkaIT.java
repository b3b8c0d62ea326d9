package org.faultmaven.standalone.secured;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.IngestServiceConfiguration;
import org.faultmaven.query.QueryServiceConfiguration;
import org.faultmaven.runtime.ServiceProcess;
import org.faultmaven.runtime.StartException;
import org.faultmaven.runtime.TopicsReady;
import org.faultmaven.runtime.canary.LeakAlarm;
import org.faultmaven.sanitizer.SanitizerServiceConfiguration;
import org.faultmaven.standalone.product.Api;
import org.faultmaven.standalone.product.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A broker with certificates, passwords, tokens and rights, and the services' ways to it. */
class SecuredKafkaIT {
  private static final String PREFIX = "faultmaven.";
  private static final String PASSWORD = "made-up-password-7351";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Topics TOPICS = new Topics(PREFIX, Tenant.DEFAULT, List.of());

  @TempDir private static Path folder;
  private static Certificates certificates;
  private static TokenServer tokens;
  private static SecuredBroker broker;
  private static Admin admin;

  private interface Condition {
    boolean holds() throws Exception;
  }

  private enum Way {
    CERTIFICATE,
    PLAIN,
    SCRAM,
    OAUTH
  }

  @BeforeAll
  static void start() throws Exception {
    certificates = new Certificates(folder);
    certificates.pair("client");
    tokens = new TokenServer(PASSWORD);
    System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", tokens.keys().toString());
    broker =
        new SecuredBroker(
            folder, List.of("sanitizer", "ingest", "query"), PASSWORD, certificates, tokens.keys());
    admin = Admin.create(Map.of("bootstrap.servers", broker.internal()));
    KafkaConfig internal =
        kafka(Map.of("kafka.bootstrap-servers", broker.internal(), "kafka.partitions", "1"));
    new TopicCatalog(TOPICS, internal).ensure(admin);
    admin
        .createAcls(List.of(Rights.right("client", topic("logs.raw"), AclOperation.WRITE)))
        .all()
        .get();
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
    tokens.close();
  }

  @BeforeEach
  void grant() throws Exception {
    for (String service : List.of("sanitizer", "ingest", "query")) {
      admin.createAcls(Rights.of(service, PREFIX)).all().get();
    }
  }

  private static ResourcePattern topic(String name) {
    return new ResourcePattern(ResourceType.TOPIC, PREFIX + name, PatternType.LITERAL);
  }

  private static KafkaConfig kafka(Map<String, String> settings) {
    return Configuration.load(ConfigSource.of(settings, "test")).config().kafka();
  }

  private static Map<String, String> settings(Way way, String user) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.create-topics", "false");
    settings.put("kafka.partitions", "1");
    settings.put("kafka.tls-authorities", certificates.certificate("broker").toString());
    if (way == Way.CERTIFICATE) {
      settings.put("kafka.bootstrap-servers", broker.tls());
      settings.put("kafka.security-protocol", "SSL");
      settings.put("kafka.tls-certificate", certificates.certificateAndKey("client").toString());
      return settings;
    }
    settings.put("kafka.bootstrap-servers", broker.sasl());
    settings.put("kafka.security-protocol", "SASL_SSL");
    settings.put(
        "kafka.sasl-mechanism",
        switch (way) {
          case SCRAM -> "SCRAM-SHA-512";
          case OAUTH -> "OAUTHBEARER";
          default -> "PLAIN";
        });
    settings.put("kafka.username", user);
    settings.put("kafka.password", PASSWORD);
    if (way == Way.OAUTH) {
      settings.put("kafka.oauth-token-url", tokens.tokens().toString());
    }
    return settings;
  }

  /** What a service says that can't start for these settings; empty when it could. */
  private static String saidAtTheStart(TopicUser user, Map<String, String> settings) {
    KafkaConfig kafka = kafka(settings);
    var ready = new TopicsReady(() -> {}, new TopicCatalog(TOPICS, kafka), Set.of(user), kafka);
    try {
      ready.start();
      ready.stop();
      return "";
    } catch (StartException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyWayInWritesReadsAndTransacts(Way way) throws Exception {
    String user = way == Way.CERTIFICATE ? "client" : "sanitizer";
    if (way == Way.CERTIFICATE) {
      // The certificate's name is the user's.
      var rights = new ArrayList<AclBinding>();
      for (AclBinding right : Rights.of("sanitizer", PREFIX)) {
        rights.add(Rights.right(user, right.pattern(), right.entry().operation()));
      }
      admin.createAcls(rights).all().get();
    }
    Map<String, String> settings = settings(way, user);
    await("the rights hold", () -> saidAtTheStart(TopicUser.SANITIZER, settings).isEmpty());

    Map<String, Object> writing = KafkaConnection.producer(kafka(settings));
    writing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, PREFIX + "sanitizer-" + way);
    try (var producer = new KafkaProducer<byte[], byte[]>(writing)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer
          .send(
              new ProducerRecord<>(
                  TOPICS.deadLetters().name(), 0, null, way.name().getBytes(UTF_8)))
          .get();
      producer.commitTransaction();
    }
    Map<String, Object> reading = KafkaConnection.consumer(kafka(settings));
    reading.put(ConsumerConfig.GROUP_ID_CONFIG, PREFIX + "sanitizer");
    try (var consumer = new KafkaConsumer<byte[], byte[]>(reading)) {
      consumer.subscribe(List.of(TOPICS.rawDocuments().name()));
      await(
          "it has partitions",
          () -> {
            consumer.poll(Duration.ofMillis(50));
            return !consumer.assignment().isEmpty();
          });
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "SCRAM"})
  void aWrongPasswordIsSaid(Way way) throws Exception {
    Map<String, String> settings = settings(way, "sanitizer");
    settings.put("kafka.password", "another-made-up-one");
    assertThat(saidAtTheStart(TopicUser.SANITIZER, settings))
        .contains("kafka.username", "kafka.password", "kafka.sasl-mechanism")
        .doesNotContain("another-made-up-one");
  }

  @Test
  void aRefusedTokenIsSaid() throws Exception {
    Map<String, String> settings = settings(Way.OAUTH, "sanitizer");
    settings.put("kafka.password", "another-made-up-one");
    assertThat(saidAtTheStart(TopicUser.SANITIZER, settings))
        .contains("kafka.oauth-token-url gives no token", "kafka.password")
        .doesNotContain("another-made-up-one");
  }

  @Test
  void aCertificateThatIsNotTrustedIsSaid() throws Exception {
    Map<String, String> settings = settings(Way.SCRAM, "sanitizer");
    settings.put("kafka.tls-authorities", certificates.certificate("client").toString());
    assertThat(saidAtTheStart(TopicUser.SANITIZER, settings)).contains("kafka.tls-authorities");

    Map<String, String> stranger = settings(Way.CERTIFICATE, "");
    certificates.pair("stranger");
    stranger.put("kafka.tls-certificate", certificates.certificateAndKey("stranger").toString());
    assertThat(saidAtTheStart(TopicUser.SANITIZER, stranger)).contains("kafka.tls-certificate");
  }

  @Test
  void aFileThatCanNotBeReadIsSaid() throws Exception {
    Map<String, String> settings = settings(Way.SCRAM, "sanitizer");
    settings.put("kafka.tls-authorities", folder.resolve("no-such.pem").toString());
    assertThat(saidAtTheStart(TopicUser.SANITIZER, settings)).contains("kafka.tls-authorities");
  }

  @Test
  void everyRightIsNeededAndItsLackIsSaid() throws Exception {
    for (TopicUser user : TopicUser.values()) {
      String name = user.name().toLowerCase(Locale.ROOT);
      Map<String, String> settings = settings(Way.PLAIN, name);
      await("all rights hold", () -> saidAtTheStart(user, settings).isEmpty());
      for (AclBinding right : Rights.of(name, PREFIX)) {
        String on = right.pattern().name();
        boolean create = right.entry().operation() == AclOperation.CREATE;
        if (on.startsWith(PREFIX + "move.")
            // The canary's do not keep a service from its start.
            || on.startsWith(PREFIX + "canary.")
            || on.startsWith(PREFIX + "tools.calls.")
            || (on.equals(PREFIX + "sanitizer-") && !create)) {
          // Used after a move alone, or with a tool; told of only once such a topic is there.
          continue;
        }
        admin.deleteAcls(List.of(right.toFilter())).all().get();
        boolean prefixed = right.pattern().patternType() == PatternType.PREFIXED;
        String what = prefixed ? on : on + ":";
        await("lack of " + what, () -> saidAtTheStart(user, settings).contains(what));
        assertThat(saidAtTheStart(user, settings)).contains("no right to", "grant it");
        admin.createAcls(List.of(right)).all().get();
        await("all rights hold", () -> saidAtTheStart(user, settings).isEmpty());
      }
    }
  }

  @Test
  void theServicesRunWithTheseRightsAndNoOthers() throws Exception {
    try (ChromaServer chroma = ChromaServer.start();
        ServiceProcess sanitizer =
            service(
                SanitizerServiceConfiguration.class, TopicUser.SANITIZER, Way.SCRAM, chroma.url());
        ServiceProcess ingest =
            service(IngestServiceConfiguration.class, TopicUser.INGEST, Way.PLAIN, chroma.url());
        ServiceProcess query =
            service(QueryServiceConfiguration.class, TopicUser.QUERY, Way.OAUTH, chroma.url());
        Api api = new Api(url(query), url(ingest));
        var shipper =
            new KafkaProducer<byte[], byte[]>(
                KafkaConnection.producer(kafka(settings(Way.CERTIFICATE, "client"))))) {
      shipper
          .send(
              new ProducerRecord<>(
                  TOPICS.rawLogs().getFirst().name(),
                  "2026-03-01T12:00:00Z ERROR turbine overheated, told jane.roe@example.com"
                      .getBytes(UTF_8)))
          .get();
      JsonNode uploaded =
          api.post("/api/v1/documents", Map.of("title", "Turbines", "text", "A turbine needs oil."))
              .json();

      String document = "/api/v1/documents/" + uploaded.path("documentId").asString();
      await(
          "the document is indexed",
          () -> api.get(document).json().path("status").asString().equals("indexed"));
      await(
          "both are counted",
          () -> api.get("/api/v1/ledger").json().at("/total/indexed").asLong() == 2);
      await("words can be searched", () -> api.get("/actuator/health/readiness").status() == 200);
      JsonNode hit =
          api.post("/api/v1/search", Map.of("query", "turbine overheated")).json().at("/hits/0");
      assertThat(hit.path("text").asString())
          .contains("turbine overheated", "<EMAIL_ADDRESS_")
          .doesNotContain("jane");
      assertThat(api.get(hit.at("/citation/url").asString()).status()).isEqualTo(200);
      for (String place : List.of("vector store", "keyword index")) {
        await("the leak canary was seen in the " + place, () -> isSeen(api, place));
      }
      for (ServiceProcess each : List.of(sanitizer, ingest, query)) {
        LeakAlarm alarm = each.part(LeakAlarm.class);
        await("nothing is in the canary's way", () -> alarm.hindrances().isEmpty());
        assertThat(alarm.raised()).isNull();
      }
    }
  }

  /** Since the process began, whose start it shows before the first. */
  private static boolean isSeen(Api api, String place) throws Exception {
    double latest = 0;
    double first = 0;
    for (String line : api.get("/actuator/prometheus").text().lines().toList()) {
      double value = line.startsWith("#") ? 0 : Double.parseDouble(line.replaceAll(".* ", ""));
      if (line.startsWith("process_start_time_seconds")) {
        first = value;
      }
      if (line.startsWith("faultmaven_canary_success_time_seconds")
          && line.contains("place=\"" + place + "\"")) {
        latest = value;
      }
    }
    return first > 0 && latest > first;
  }

  @Test
  void aRightThatTheCanaryLacksIsSaidAndTheServiceRuns() throws Exception {
    for (AclBinding right : Rights.of("sanitizer", PREFIX)) {
      if (right.pattern().name().startsWith(PREFIX + "canary.")) {
        admin.deleteAcls(List.of(right.toFilter())).all().get();
      }
    }
    try (ServiceProcess sanitizer =
            service(
                SanitizerServiceConfiguration.class,
                TopicUser.SANITIZER,
                Way.PLAIN,
                URI.create("http://localhost:1"));
        Api api = new Api(url(sanitizer), url(sanitizer))) {
      LeakAlarm alarm = sanitizer.part(LeakAlarm.class);
      await("it is said", () -> !alarm.hindrances().isEmpty());

      assertThat(alarm.hindrances().values())
          .allMatch(why -> why.contains("no right to"))
          .allMatch(why -> why.contains("canary.enabled=false"));
      JsonNode said = api.get("/actuator/health").json().at("/components/leakCanary");
      assertThat(said.path("status").asString()).isEqualTo("DEGRADED");
      assertThat(said.at("/details/waiting").toString()).contains("docs/topics.md");
      await("users' stream runs", () -> api.get("/actuator/health/readiness").status() == 200);
    }
  }

  private static ServiceProcess service(Class<?> wiring, TopicUser user, Way way, URI chroma)
      throws Exception {
    String name = user.name().toLowerCase(Locale.ROOT);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--application.data-directory=" + folder.resolve(name),
                "--sanitizer.pseudonym-key=bm90IGEgcmVhbCBrZXksIG9ubHkgb25lIGZvciB0ZXN0cyE=",
                "--chromadb.url=" + chroma,
                "--canary.every=1s",
                "--server.port=0"));
    settings(way, name).forEach((key, value) -> arguments.add("--" + key + "=" + value));
    return ServiceProcess.start(wiring, user, arguments);
  }

  private static URI url(ServiceProcess service) {
    return URI.create("http://127.0.0.1:" + service.port());
  }

  private static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("deadline of: %s", what).isLessThan(deadline);
      Waiting.aMoment();
    }
  }
}
