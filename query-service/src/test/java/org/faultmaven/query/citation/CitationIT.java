package org.faultmaven.query.citation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.record.Citation;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.query.Broker;
import org.faultmaven.query.web.ProblemAdvice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Citations against a real log. */
class CitationIT {
  private static final String SOURCE = "kafka0/logs/server.log";

  private static Broker broker;
  private static ConsumerPool pool;
  private static MockMvc api;
  private static String topic;

  @BeforeAll
  static void start() throws Exception {
    broker = new Broker();
    topic = broker.topics.cleanLogs().getFirst().name();
    broker.create(topic, 1, Map.of());
    broker.create(broker.topics.cleanDocuments().name(), 1, Map.of());
    pool = pool(CitationConfiguration.settings(broker.config.kafka()));
    api = api(pool, 1 << 20);
  }

  private static ConsumerPool pool(Map<String, Object> settings) {
    return new ConsumerPool(() -> new KafkaConsumer<>(settings), 2, Duration.ofSeconds(5));
  }

  private static MockMvc api(ConsumerPool consumers, long maxBytes) {
    return MockMvcBuilders.standaloneSetup(
            new CitationController(
                broker.topics,
                new CitationReader(consumers, Duration.ofSeconds(20), maxBytes, _ -> true)))
        .setControllerAdvice(new ProblemAdvice())
        .build();
  }

  @AfterAll
  static void stop() {
    pool.close();
    broker.close();
  }

  private static ProducerRecord<byte[], byte[]> record(String in, String source, String value) {
    var headers = new RecordHeaders();
    TopicHeaders.put(headers, TopicHeaders.SOURCE, source);
    return new ProducerRecord<>(in, 0, null, null, value.getBytes(UTF_8), headers);
  }

  private static long send(String source, String value) throws Exception {
    return broker.send(record(topic, source, value));
  }

  private static Citation citation(
      String in, long offset, long last, int firstLine, int lastLine, String... lines) {
    return new Citation(
        in,
        0,
        offset,
        last,
        SampleEntries.text(SOURCE),
        firstLine,
        lastLine,
        Citation.sha256(List.of(lines)));
  }

  private static ResultActions open(Citation citation) throws Exception {
    return open(api, CitationLink.of(citation).url());
  }

  private static ResultActions open(MockMvc at, String url) throws Exception {
    return at.perform(get(URI.create(url)));
  }

  private static void gone(Citation citation) throws Exception {
    open(citation)
        .andExpect(status().isGone())
        .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
        .andExpect(jsonPath("$.lines").doesNotExist())
        .andExpect(content().string(not(containsString("text"))));
  }

  @Test
  void opens_lines_of_one_record() throws Exception {
    long offset = send(SOURCE, "one\r\ntwo\nthree \u00e9\nfour");

    open(citation(topic, offset, offset, 2, 3, "two", "three \u00e9"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.topic").value(topic))
        .andExpect(jsonPath("$.offset").value(offset))
        .andExpect(jsonPath("$.source").value(SOURCE))
        .andExpect(jsonPath("$.lines.length()").value(2))
        .andExpect(jsonPath("$.lines[0]").value("two"))
        .andExpect(jsonPath("$.lines[1]").value("three \u00e9"));
  }

  @Test
  void opens_a_stack_trace_over_records_and_skips_other_sources() throws Exception {
    long first = send(SOURCE, "before\nERROR lost");
    send("kafka1/logs/server.log", "INFO something else");
    send(SOURCE, "java.io.IOException");
    long last = send(SOURCE, "\tat a.B\nafter");

    open(citation(topic, first, last, 2, 1, "ERROR lost", "java.io.IOException", "\tat a.B"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.lines.length()").value(3))
        .andExpect(jsonPath("$.lines[2]").value("\tat a.B"));
  }

  @Test
  void opens_over_transaction_markers_and_aborted_records() throws Exception {
    long first = send(SOURCE, "head");
    broker.transaction(List.of(record(topic, SOURCE, "never committed")), true);
    broker.transaction(List.of(record(topic, SOURCE, "tail")), false);
    // head, the aborted record, its marker, tail.
    open(citation(topic, first, first + 3, 1, 1, "head", "tail")).andExpect(status().isOk());
    gone(citation(topic, first + 1, first + 3, 1, 1, "never committed", "tail"));
    gone(citation(topic, first + 1, first + 1, 1, 1, "never committed"));
    gone(citation(topic, first + 2, first + 2, 1, 1, "tail"));
    gone(citation(topic, first, first + 4, 1, 1, "head", "tail"));
  }

  @Test
  void another_text_another_source_or_other_lines_are_gone() throws Exception {
    long offset = send(SOURCE, "a text");
    long other = send("kafka1/logs/server.log", "a text");
    long silent = broker.send(new ProducerRecord<>(topic, 0, null, "a text".getBytes(UTF_8)));

    open(citation(topic, offset, offset, 1, 1, "a text")).andExpect(status().isOk());
    gone(citation(topic, offset, offset, 1, 1, "another text"));
    gone(citation(topic, other, other, 1, 1, "a text"));
    gone(citation(topic, silent, silent, 1, 1, "a text"));
    gone(citation(topic, offset, offset, 1, 2, "a text"));
    gone(citation(topic, offset, offset, 2, 2, "a text"));
    gone(citation(topic, offset, offset + 500, 1, 1, "a text"));
  }

  @Test
  void what_retention_deleted_is_gone_and_what_follows_opens() throws Exception {
    String documents = broker.topics.cleanDocuments().name();
    long old = broker.send(record(documents, SOURCE, "old text"));
    long young = broker.send(record(documents, SOURCE, "young text"));
    open(citation(documents, old, old, 1, 1, "old text")).andExpect(status().isOk());

    broker.deleteBefore(documents, young);
    gone(citation(documents, old, old, 1, 1, "old text"));
    gone(citation(documents, old, old, 1, 1, "young text"));
    gone(citation(documents, old, young, 1, 1, "old text", "young text"));
    open(citation(documents, young, young, 1, 1, "young text")).andExpect(status().isOk());
  }

  @Test
  void only_clean_topics_are_read() throws Exception {
    open(citation("test.documents.raw", 0, 0, 1, 1, "raw")).andExpect(status().isNotFound());
    open(citation("test.deadletter", 0, 0, 1, 1, "raw")).andExpect(status().isNotFound());
    open(citation("__consumer_offsets", 0, 0, 1, 1, "x")).andExpect(status().isNotFound());
    open(api, CitationLink.of(citation(topic, 0, 0, 1, 1, "x")).url().replace("/0/0?", "/7/0?"))
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.detail").value(containsString("no such partition")));
  }

  @Test
  void what_is_larger_than_an_answer_may_be_is_refused() throws Exception {
    long offset = send(SOURCE, "x".repeat(200));

    open(api(pool, 100), CitationLink.of(citation(topic, offset, offset, 1, 1, "x")).url())
        .andExpect(status().isContentTooLarge());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/0/0?lastOffset=0&source=s&lines=1-1",
        "/0/0?lastOffset=5000&source=s&lines=1-1&sha256=HASH",
        "/0/SECRET?lastOffset=0&source=s&lines=1-1&sha256=HASH",
        "/0/0?lastOffset=SECRET&source=s&lines=1-1&sha256=HASH",
        "/0/0?lastOffset=0&source=s&lines=SECRET&sha256=HASH",
        "/0/0?lastOffset=0&source=s&lines=1-1&sha256=SECRET",
      })
  void addresses_that_are_none_are_refused_without_quoting_them(String rest) throws Exception {
    String hash = "0123456789abcdef".repeat(4);
    open(api, CitationLink.PATH + "/" + topic + rest.replace("HASH", hash))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.detail").value(not(containsString("SECRET"))));
  }

  @Test
  void while_kafka_is_away_it_says_so() throws Exception {
    Map<String, Object> settings = CitationConfiguration.settings(broker.config.kafka());
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 300);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 200);
    try (ConsumerPool lost = pool(settings)) {
      open(api(lost, 100), CitationLink.of(citation(topic, 0, 0, 1, 1, "x")).url())
          .andExpect(status().isServiceUnavailable())
          .andExpect(header().exists("Retry-After"));
    }
  }
}
