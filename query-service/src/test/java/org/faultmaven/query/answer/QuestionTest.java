package org.faultmaven.query.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.faultmaven.contracts.kit.SampleEntries.chunk;
import static org.faultmaven.contracts.kit.SampleEntries.id;
import static org.faultmaven.contracts.kit.SampleEntries.log;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.faultmaven.contracts.kit.ManualClock;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.Indexed;
import org.faultmaven.query.TestPorts;
import org.faultmaven.query.search.Retrieval;
import org.faultmaven.query.search.TypedText;
import org.faultmaven.query.web.ProblemAdvice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A made-up incident: node 2 of a cluster is lost, and the others say so in their own ways. */
class QuestionTest {
  private static final String DAY = "2031-05-06T";
  private static final String ASKED = "which node was lost around 20:39 on 2031-05-06?";
  private static final Pattern MARKER = Pattern.compile("\\[(\\d+)]");

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock(Instant.parse("2031-06-01T00:00:00Z"));
  private Indexed indexed;
  private final List<Entry> entries = new ArrayList<>();

  @BeforeEach
  void index() {
    indexed = new Indexed(folder);
    for (int minute = 0; minute < 60; minute++) {
      String at = "20:%02d:10".formatted(minute);
      entry("node0/server.log", at, "INFO rolled a new segment in 3 ms", 4);
      entry("node1/server.log", at, "INFO rolled a new segment in 3 ms", 4);
      entry("node0/controller.log", at, "TRACE checking the balance of node 0", 9);
    }
    entry("node1/server.log", "19:05:00", "WARN slow fetch from a peer", 1);
    entry(
        "node0/server.log",
        "20:39:48",
        "WARN fetcher 0-2 failed\njava.io.IOException: Connection to node 2 was closed\n\tat a.B",
        3);
    entry("node1/server.log", "20:39:50", "WARN slow fetch from a peer", 2);
    entry("node0/controller.log", "20:40:02", "INFO failure callback for node 2", 1);
    for (int i = 0; i < 12; i++) {
      entry(
          "node1/state.log",
          "20:40:%02d".formatted(i),
          "ERROR partition " + i + " has no leader since node 2 is offline",
          1);
    }
    entry("node2/server.log", "20:55:31", "INFO session expired, shutting down", 1);
    indexed.add(entries.toArray(Entry[]::new));
    indexed.add(chunk("runbook", id("doc")).text("When a node was lost, check its power").build());
  }

  @AfterEach
  void close() {
    indexed.close();
  }

  private void entry(String source, String time, String text, long count) {
    Instant at = Instant.parse(DAY + time + "Z");
    Entry entry =
        log("e" + entries.size())
            .source(source)
            .text("[" + DAY.replace('T', ' ') + time + ",000] " + text)
            .times(at, at.plusMillis(count))
            .count(count)
            .at("faultmaven.logs.clean", 0, entries.size(), entries.size())
            .build();
    String shape = text.lines().findFirst().orElse("").replaceAll("\\d+", "0");
    entries.add(
        new Entry(
            entry.id(),
            entry.tenant(),
            entry.text(),
            SampleEntries.text(shape),
            entry.source(),
            entry.firstAt(),
            entry.lastAt(),
            entry.count(),
            entry.lastSeenOffset(),
            entry.citation(),
            null,
            null));
  }

  private MockMvc api(Retrieval retrieval) {
    var typed =
        new TypedText(
            TestPorts.sanitizer(),
            TestPorts.sanitizer(),
            Tenant.DEFAULT,
            TestPorts.POLICIES.named("documents"),
            TestPorts.POLICIES.named("logs"));
    Answerer answerer =
        AnswerConfiguration.answerer(
            retrieval,
            indexed.keywords,
            Tenant.DEFAULT,
            ZoneId.of("UTC"),
            clock,
            null,
            indexed.meters);
    return MockMvcBuilders.standaloneSetup(
            new QuestionController(typed, answerer, Duration.ofSeconds(60)))
        .setControllerAdvice(new ProblemAdvice())
        .build();
  }

  private static ResultActions send(MockMvc api, String json) throws Exception {
    return api.perform(
        post("/api/v1/questions").contentType(MediaType.APPLICATION_JSON).content(json));
  }

  private JsonNode ask(String question) throws Exception {
    return ask(api(indexed.retrieval()), "{\"question\":\"" + question + "\"}");
  }

  private static JsonNode ask(MockMvc api, String json) throws Exception {
    String answer =
        send(api, json).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    return JsonMapper.shared().readTree(answer);
  }

  private static List<String> evidence(JsonNode answer, String field) {
    var values = new ArrayList<String>();
    answer.path("evidence").forEach(hit -> values.add(hit.path(field).asString("")));
    return values;
  }

  @Test
  void evidence_is_of_the_right_time_and_of_every_side() throws Exception {
    JsonNode answer = ask(ASKED);

    assertThat(answer.path("mode").asString()).isEqualTo("extractive");
    assertThat(answer.path("window").path("from").asString()).isEqualTo("2031-05-06T20:34:00Z");
    assertThat(answer.path("window").path("widened").asBoolean()).isFalse();
    assertThat(answer.path("toolCalls").isEmpty()).isTrue();
    assertThat(evidence(answer, "text").subList(0, 2))
        .anyMatch(text -> text.contains("Connection to node 2 was closed"))
        .anyMatch(text -> text.contains("no leader since node 2 is offline"));
    assertThat(evidence(answer, "source"))
        .contains(
            "node0/server.log",
            "node0/controller.log",
            "node1/server.log",
            "node1/state.log",
            "node2/server.log");
    assertThat(evidence(answer, "text"))
        .filteredOn(text -> text.contains("has no leader"))
        .hasSizeBetween(1, 2);
    assertThat(evidence(answer, "documentId")).contains(id("doc"));
  }

  @Test
  void the_text_says_that_it_is_extractive_and_cites_each_statement() throws Exception {
    JsonNode answer = ask(ASKED);
    String text = answer.path("answer").asString();

    assertThat(text)
        .startsWith("This answer is extractive")
        .contains("Looked at 2031-05-06 20:34:00 to 2031-05-06 20:44:59 (UTC).")
        .contains("Named in what looks bad: node 2 in [")
        .contains("In that time:\n")
        .contains("WARN fetcher 0-2 failed | java.io.IOException: Connection to node 2 was closed")
        .contains("Up to 21 minutes before and after, what looks bad:\nnode2/server.log\n")
        .contains("In documents:\n")
        .contains("Not known: the cause.");
    assertThat(text.lines().filter(line -> line.startsWith("  ")))
        .hasSize(answer.path("evidence").size())
        .allMatch(line -> MARKER.matcher(line.substring(line.length() - 4)).find());
    assertThat(MARKER.matcher(text).results().map(found -> Integer.parseInt(found.group(1))))
        .containsAll(IntStream.rangeClosed(1, answer.path("evidence").size()).boxed().toList());
  }

  @Test
  void says_what_is_not_known_and_what_to_look_at_next() throws Exception {
    JsonNode answer = ask(ASKED);
    JsonNode next = answer.path("next");

    assertThat(answer.path("notKnown").size()).isEqualTo(1);
    assertThat(next.path(0).asString()).contains("the earliest trouble here");
    next.forEach(step -> assertThat(answer.path("answer").asString()).contains(step.asString()));
    assertThat(answer.has("model")).isFalse();
    assertThat(answer.has("usage")).isFalse();
    assertThat(answer.path("toolCalls").isEmpty()).isTrue();
  }

  @Test
  void a_client_that_takes_events_is_streamed_the_same_answer() throws Exception {
    MockMvc api = api(indexed.retrieval());
    MvcResult begun =
        api.perform(
                post("/api/v1/questions")
                    .accept(MediaType.TEXT_EVENT_STREAM)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("{\"question\":\"" + ASKED + "\"}"))
            .andExpect(request().asyncStarted())
            .andReturn();
    begun.getAsyncResult(30_000);
    String events =
        api.perform(asyncDispatch(begun)).andReturn().getResponse().getContentAsString();

    assertThat(events).containsSubsequence("event:evidence", "event:text", "event:answer");
    String whole =
        events
            .lines()
            .dropWhile(line -> !line.equals("event:answer"))
            .filter(line -> line.startsWith("data:"))
            .findFirst()
            .orElseThrow();
    assertThat(JsonMapper.shared().readTree(whole.substring("data:".length())))
        .isEqualTo(ask(ASKED));
  }

  @Test
  void a_client_that_takes_anything_gets_json_and_one_of_events_a_problem_document()
      throws Exception {
    MockMvc api = api(indexed.retrieval());
    api.perform(
            post("/api/v1/questions")
                .accept(MediaType.ALL)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"question\":\"" + ASKED + "\"}"))
        .andExpect(status().isOk())
        .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_JSON));
    api.perform(
            post("/api/v1/questions")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"question\":\" \"}"))
        .andExpect(status().isBadRequest())
        .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
  }

  @Test
  void repeats_are_counted_over_the_window() throws Exception {
    assertThat(ask("what rolled around 20:39 on 2031-05-06?").path("answer").asString())
        .contains("20:34:10 to 20:44:10, 44 times: INFO rolled a new segment");
  }

  @Test
  void what_was_not_there_before_is_new() throws Exception {
    String text = ask(ASKED).path("answer").asString();

    assertThat(text).contains("20:39:48 to 20:39:48, 3 times, new: WARN fetcher 0-2 failed");
    assertThat(text).contains("2 times: WARN slow fetch from a peer");
    assertThat(text).contains("no message like these was indexed before that time.");
  }

  @Test
  void the_timeline_is_in_order_and_points_to_the_evidence() throws Exception {
    JsonNode answer = ask(ASKED);
    Instant last = Instant.MIN;
    for (JsonNode event : answer.path("timeline")) {
      Instant at = Instant.parse(event.path("at").asString());
      assertThat(at).isAfterOrEqualTo(last);
      last = at;
      JsonNode hit = answer.path("evidence").get(event.path("evidence").asInt() - 1);
      assertThat(hit.path("source")).isEqualTo(event.path("source"));
      assertThat(hit.path("firstAt")).isEqualTo(event.path("at"));
      assertThat(hit.path("text").asString()).contains(event.path("text").asString().split(" ")[1]);
    }
    assertThat(answer.path("timeline").size()).isEqualTo(answer.path("evidence").size() - 1);
  }

  @Test
  void looks_further_around_a_moment_without_entries_and_says_so() throws Exception {
    JsonNode answer = ask("what failed at 21:10 on 2031-05-06?");

    assertThat(answer.path("window").path("widened").asBoolean()).isTrue();
    assertThat(answer.path("answer").asString())
        .contains("Nothing was found there. Looked at 2031-05-06 20:55:00");
    assertThat(evidence(answer, "text")).anyMatch(text -> text.contains("session expired"));
  }

  @Test
  void from_and_to_win_over_the_question_and_are_kept_to() throws Exception {
    JsonNode answer =
        ask(
            api(indexed.retrieval()),
            "{\"question\":\""
                + ASKED
                + "\",\"from\":\"2031-05-06T19:00:00Z\",\"to\":\"2031-05-06T19:10:00Z\","
                + "\"source\":\"node1\"}");

    assertThat(evidence(answer, "text")).hasSize(1).first().asString().contains("slow fetch");
    assertThat(answer.path("answer").asString()).contains("nothing earlier is indexed");
  }

  @Test
  void says_when_nothing_is_found_and_what_to_try() throws Exception {
    JsonNode answer =
        ask(
            api(indexed.retrieval()),
            "{\"question\":\"what failed between 10:00 and 11:00 on 2031-05-01?\","
                + "\"source\":\"node9\"}");

    assertThat(answer.path("evidence").isEmpty()).isTrue();
    assertThat(answer.path("timeline").isEmpty()).isTrue();
    assertThat(answer.path("answer").asString())
        .startsWith("Nothing was found.")
        .contains("Indexed are logs from 2031-05-06 19:05:00 to 2031-05-06 20:5")
        .contains("without the source");
    indexed.close();
    indexed = new Indexed(folder.resolve("empty"));
    assertThat(ask(ASKED).path("answer").asString()).contains("No logs are indexed yet.");
  }

  /** Of which each may be a call to a server, or several. */
  @Test
  void a_question_asks_the_vector_store_a_few_times_however_much_it_looks_up() throws Exception {
    var searches = new AtomicInteger();
    IVectorStore counting =
        (IVectorStore)
            Proxy.newProxyInstance(
                IVectorStore.class.getClassLoader(),
                new Class<?>[] {IVectorStore.class},
                (_, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("search");
                  searches.incrementAndGet();
                  return method.invoke(indexed.vectors, arguments);
                });
    MockMvc api = api(indexed.retrieval(counting, indexed.keywords, true));

    JsonNode answer = ask(api, "{\"question\":\"" + ASKED + "\"}");

    assertThat(answer.path("answer").asString()).contains("new: ");
    assertThat(searches).as("in the time, before and after it, and in documents").hasValue(4);
  }

  @Test
  void a_day_without_a_year_is_one_of_logs_though_documents_came_later() throws Exception {
    Instant later = Instant.parse("2031-05-30T20:39:00Z");
    indexed.add(chunk("later", id("doc2")).text("A new runbook").times(later, later).build());

    JsonNode answer = ask("which node was lost around 20:39?");

    assertThat(answer.path("window").path("from").asString()).startsWith(DAY);
  }

  @Test
  void without_a_time_nothing_is_called_new() throws Exception {
    JsonNode answer = ask("why has a partition no leader?");

    assertThat(answer.path("window").isMissingNode()).isTrue();
    assertThat(answer.path("answer").asString())
        .contains("Best matches:")
        .contains("nothing can be called new");
    assertThat(evidence(answer, "text").getFirst()).contains("has no leader");
  }

  @Test
  void without_the_vector_store_it_answers_from_words_and_says_so() throws Exception {
    JsonNode answer =
        ask(
            api(indexed.retrieval(TestPorts.away(), indexed.keywords, true)),
            "{\"question\":\"" + ASKED + "\"}");

    assertThat(answer.path("degraded").asString()).contains("words alone");
    assertThat(answer.path("answer").asString()).contains("words alone");
    assertThat(evidence(answer, "text").subList(0, 2))
        .anyMatch(text -> text.contains("Connection to node 2 was closed"))
        .anyMatch(text -> text.contains("no leader since node 2 is offline"));
  }

  @Test
  void the_question_is_sanitised_before_it_is_searched_for() throws Exception {
    indexed.add(log("mail").text("ERROR quota of <EMAIL_ADDRESS_aaaaaaaa> exceeded").build());

    JsonNode answer = ask("why did bob@mail.example fail?");
    assertThat(evidence(answer, "text").getFirst()).contains("<EMAIL_ADDRESS_aaaaaaaa>");
    assertThat(answer.toString()).doesNotContain("bob@");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"question\":\"\"}",
        "{\"question\":\"x\",\"to\":\"tomorrow\"}",
        "{\"question\":\"x\",\"limit\":3}",
      })
  void bad_questions_are_refused(String json) throws Exception {
    send(api(indexed.retrieval()), json).andExpect(status().isBadRequest());
  }
}
