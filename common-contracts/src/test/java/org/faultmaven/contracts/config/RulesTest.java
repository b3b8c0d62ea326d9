package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.LlmConfig.Endpoint;
import org.faultmaven.contracts.config.LlmConfig.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold between settings, each with a case that does and one that doesn't. */
class RulesTest {
  private static List<String> wrong(String... namesAndValues) {
    return Given.file(namesAndValues).problems().stream().map(Problem::key).toList();
  }

  @Test
  void noModelAtAllIsFine() {
    assertThat(Given.file().config().llm().configured()).isFalse();
    assertThat(wrong("llm.max-tokens", "10")).isEmpty();
  }

  @Test
  void aModelNeedsItsKey() {
    assertThat(wrong("llm.provider", "openai")).containsExactly("llm.api-key");
    assertThat(wrong("llm.model", "gpt-4o")).containsExactly("llm.api-key");
    assertThat(wrong("llm.base-url", "http://localhost:1")).containsExactly("llm.api-key");
    assertThat(wrong("llm.provider", "openai", "llm.api-key", "k")).isEmpty();
    assertThat(wrong("llm.api-key", "k")).isEmpty();
    assertThat(Given.file("llm.api-key", "k").config().llm().configured()).isTrue();
  }

  @Test
  void localModelsNeedNone() {
    assertThat(wrong("llm.provider", "ollama", "llm.model", "llama")).isEmpty();
    assertThat(wrong("llm.provider", "local")).containsExactly("llm.base-url");
    assertThat(wrong("llm.provider", "local", "llm.base-url", "http://localhost:8000/v1"))
        .isEmpty();
  }

  @Test
  void onlyOpenAiAndLocalCanGoWithoutAModelsName() {
    assertThat(wrong("llm.provider", "groq", "llm.api-key", "k")).containsExactly("llm.model");
    assertThat(wrong("llm.provider", "ollama")).containsExactly("llm.model");
    assertThat(wrong("llm.provider", "groq", "llm.api-key", "k", "llm.model", "m")).isEmpty();
  }

  @Test
  void aFallbackComesByItsProvidersOwnNames() {
    LlmConfig llm =
        Given.environment(
                "OPENAI_API_KEY", "k",
                "FAULTMAVEN_LLM_FALLBACK", "groq,local",
                "GROQ_API_KEY", "g",
                "GROQ_MODEL", "m",
                "LOCAL_MODEL", "l",
                "LOCAL_BASE_URL", "http://localhost:1/v1")
            .config()
            .llm();

    assertThat(llm.endpoints())
        .containsExactly(
            new Endpoint(Provider.OPENAI, new Secret("k"), "gpt-4o", null),
            new Endpoint(Provider.GROQ, new Secret("g"), "m", null),
            new Endpoint(Provider.LOCAL, Secret.NONE, "l", URI.create("http://localhost:1/v1")));
    assertThat(llm.toString()).doesNotContain("g,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unheard-of", "openai", "groq", "anthropic", "local", "ollama,ollama"})
  void aFallbackIsAnotherProviderWithKeyAndModel(String fallback) {
    assertThat(
            Given.environment(
                    "OPENAI_API_KEY", "k",
                    "FAULTMAVEN_LLM_FALLBACK", fallback,
                    "GROQ_MODEL", "m",
                    "ANTHROPIC_API_KEY", "a",
                    "OLLAMA_MODEL", "o",
                    "LOCAL_MODEL", "l",
                    "LOCAL_BASE_URL", "no address")
                .problems())
        .extracting(Problem::key)
        .containsExactly("llm.fallback");
  }

  @Test
  void aRuleRestsWhileWhatItComparesCantBeRead() {
    assertThat(wrong("llm.provider", "unheard-of")).containsExactly("llm.provider");
    assertThat(wrong("index.chunk-tokens", "x", "index.chunk-overlap", "100"))
        .containsExactly("index.chunk-tokens");
  }

  @Test
  void overlapIsLessThanTheChunk() {
    assertThat(wrong("index.chunk-tokens", "40")).containsExactly("index.chunk-overlap");
    assertThat(wrong("index.chunk-tokens", "41")).isEmpty();
  }

  @Test
  void aSessionsTimeoutIsWithinItsCap() {
    assertThat(wrong("session.timeout", "25h")).containsExactly("session.timeout");
    assertThat(wrong("session.timeout", "24h")).isEmpty();
  }

  @Test
  void aRecordFitsIntoAMessage() {
    assertThat(wrong("sanitizer.max-record", "17MiB")).containsExactly("sanitizer.max-record");
    assertThat(wrong("sanitizer.max-record", "16MiB")).isEmpty();
  }

  @Test
  void presidioAnswersWithinATransaction() {
    assertThat(wrong("presidio.timeout", "60s")).containsExactly("presidio.timeout");
    assertThat(wrong("presidio.timeout", "60s", "kafka.transaction-timeout", "2m")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mask",
        "[]",
        "{}",
        "{\"PERSON\": \"mask\"}",
        "{\"PERSON\": {\"new_value\": \"x\"}}",
        "{\"PERSON\": {\"type\": \"keep\"}}",
        "{\"PERSON\": {\"type\": \"encrypt\", \"key\": \"sixteen bytes ok\"}}",
        "{\"PERSON\": {\"type\": \"hash\"}}",
        "{\"PERSON\": {\"type\": \"hash\", \"salt\": \"too short\"}}"
      })
  void notAnOperator(String json) {
    assertThat(
            wrong(
                "presidio.anonymizer-url",
                "http://localhost:1",
                "presidio.anonymizer-operators",
                json))
        .containsExactly("presidio.anonymizer-operators");
  }

  @Test
  void operatorsNeedTheirAnonymizer() {
    String json = "{\"DEFAULT\": {\"type\": \"hash\", \"salt\": \"made up, and long enough\"}}";
    assertThat(wrong("presidio.anonymizer-operators", json))
        .containsExactly("presidio.anonymizer-operators");
    assertThat(
            wrong(
                "presidio.anonymizer-url",
                "http://localhost:1",
                "presidio.anonymizer-operators",
                json))
        .isEmpty();
  }

  @Test
  void aTenantsName() {
    assertThat(wrong("application.tenant", "Team A")).containsExactly("application.tenant");
    assertThat(wrong("application.tenant", "team-a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"kafka", "kafka:", "kafka:0", "kafka:65536", "a:1,b", "http://a:1", ",", "a@b:1"})
  void notABroker(String text) {
    assertThat(wrong("kafka.bootstrap-servers", text)).containsExactly("kafka.bootstrap-servers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka:9092", "a.b-c_d:1, b:65535", "[::1]:9092", "10.0.0.1:9092"})
  void aBroker(String text) {
    assertThat(wrong("kafka.bootstrap-servers", text)).isEmpty();
  }

  @Test
  void topicNames() {
    assertThat(wrong("kafka.topic-prefix", "a b.")).containsExactly("kafka.topic-prefix");
    assertThat(wrong("kafka.topic-prefix", "p".repeat(101))).containsExactly("kafka.topic-prefix");
    assertThat(wrong("kafka.topic-prefix", "team.")).isEmpty();
    for (String bad :
        List.of("a b", "a,a", "faultmaven.entries", "faultmaven.clean.x", "t".repeat(249))) {
      assertThat(wrong("kafka.raw-log-topics", bad)).containsExactly("kafka.raw-log-topics");
    }
    assertThat(wrong("kafka.raw-log-topics", "app.logs, faultmaven.logs.raw")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cache", "10.0.0.1", "cache.svc", "redis://cache:6380/1", "rediss://cache", "::1"})
  void aRedis(String host) {
    assertThat(wrong("redis.host", host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://cache", "a b", "redis://user:p@cache", "p@cache"})
  void notARedis(String host) {
    assertThat(wrong("redis.host", host)).containsExactly("redis.host");
  }

  @Test
  void thePseudonymKeyIsLongBase64() {
    String tooShort = Base64.getEncoder().encodeToString(new byte[31]);

    assertThat(wrong("sanitizer.pseudonym-key", "not base64!"))
        .containsExactly("sanitizer.pseudonym-key");
    assertThat(wrong("sanitizer.pseudonym-key", tooShort))
        .containsExactly("sanitizer.pseudonym-key");
    assertThat(wrong("sanitizer.pseudonym-key", Given.KEY)).isEmpty();
    assertThat(PseudonymKey.decode(new Secret(Given.KEY))).hasSize(32);
  }

  @Test
  void productionNeedsWhatKeepsItSafe() {
    assertThat(wrong("application.environment", "production"))
        .containsExactly(
            "access.required",
            "server.tls-certificate",
            "server.management-port",
            "sanitizer.pseudonym-key",
            "kafka.replication-factor");
    assertThat(production("kafka.create-topics", "false")).isEmpty();
    assertThat(production("kafka.replication-factor", "2"))
        .containsExactly("kafka.replication-factor");
    assertThat(production("kafka.replication-factor", "3")).isEmpty();
    assertThat(production("kafka.replication-factor", "3", "server.plaintext", "false"))
        .containsExactly("server.tls-certificate");
    assertThat(
            production(
                "kafka.replication-factor", "3",
                "server.plaintext", "false",
                "server.tls-certificate", "chain.pem",
                "server.tls-key", "key.pem"))
        .isEmpty();
    assertThat(wrong("application.environment", "staging")).isEmpty();
  }

  /** The last word on a setting counts. */
  private static List<String> production(String... more) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("application.environment", "production");
    settings.put("access.required", "true");
    settings.put("server.plaintext", "true");
    settings.put("server.management-port", "9090");
    settings.put("sanitizer.pseudonym-key", Given.KEY);
    for (int at = 0; at < more.length; at += 2) {
      settings.put(more[at], more[at + 1]);
    }
    return wrong(
        settings.entrySet().stream()
            .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
            .toArray(String[]::new));
  }

  @Test
  void tokensNeedAuthenticationAndAnAudience() {
    assertThat(wrong("access.oidc-issuer", "https://id.example"))
        .containsExactly("access.oidc-issuer", "access.oidc-audience");
    assertThat(
            wrong(
                "access.required", "true",
                "access.oidc-issuer", "https://id.example",
                "access.oidc-audience", "faultmaven"))
        .isEmpty();
    assertThat(wrong("access.required", "true", "server.unauthenticated", "true"))
        .containsExactly("server.unauthenticated");
  }

  @Test
  void aCertificateNeedsItsKeyAndAPortIsNotTakenTwice() {
    assertThat(wrong("server.tls-certificate", "chain.pem")).containsExactly("server.tls-key");
    assertThat(wrong("server.tls-key", "key.pem")).containsExactly("server.tls-key");
    assertThat(wrong("server.port", "9000", "server.management-port", "9000"))
        .containsExactly("server.management-port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Team A", "default", "a,a", "clean", "tools", "canary", "a.b"})
  void furtherTenantsHaveNamesThatNothingElseHas(String tenants) {
    assertThat(wrong("application.tenants", tenants)).containsExactly("application.tenants");
  }

  @Test
  void aTenantHasTopicsOfItsOwn() {
    FaultMavenConfig config =
        Given.file(
                "application.tenants", "acme,globex",
                "kafka.raw-log-topics", "apps",
                "kafka.tenant-raw-log-topics", "acme:acme-apps,acme:acme-web")
            .config();

    assertThat(config.of("acme").kafka().rawLogTopics()).containsExactly("acme-apps", "acme-web");
    assertThat(config.of("acme").kafka().topicPrefix()).isEqualTo("faultmaven.acme.");
    assertThat(config.of("acme").application().tenant()).isEqualTo("acme");
    assertThat(config.of("acme").application().dataDirectory())
        .isEqualTo(config.application().dataDirectory().resolve("tenants/acme"));
    assertThat(config.of("globex").kafka().rawLogTopics()).isEmpty();
    assertThat(config.of("globex").session()).isEqualTo(config.session());
  }

  @Test
  void theCanaryHasTopicsOfItsOwnThatKeepAnHour() {
    FaultMavenConfig config =
        Given.file("kafka.raw-log-topics", "apps", "kafka.create-topics", "false").config();

    KafkaConfig kafka = config.ofCanary(true).kafka();

    assertThat(kafka.topicPrefix()).isEqualTo("faultmaven.canary.");
    assertThat(kafka.rawLogTopics()).isEmpty();
    assertThat(kafka.createTopics()).isTrue();
    assertThat(kafka.rawRetention()).hasHours(1);
    assertThat(kafka.cleanRetention()).hasHours(1);
    assertThat(config.ofCanary(false).kafka().createTopics()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other:topic",
        "topic",
        "acme:apps,acme:apps",
        "acme:a b",
        "acme:taken",
        "acme:faultmaven.logs.raw",
        "acme:faultmaven.acme.entries"
      })
  void aTopicIsOfOneTenant(String topics) {
    assertThat(
            wrong(
                "application.tenants", "acme",
                "kafka.raw-log-topics", "taken",
                "kafka.tenant-raw-log-topics", topics))
        .containsExactly("kafka.tenant-raw-log-topics");
  }
}
