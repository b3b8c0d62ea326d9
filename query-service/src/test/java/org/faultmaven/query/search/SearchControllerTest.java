package org.faultmaven.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.faultmaven.contracts.kit.SampleEntries.chunk;
import static org.faultmaven.contracts.kit.SampleEntries.id;
import static org.faultmaven.contracts.kit.SampleEntries.log;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Path;
import java.time.Instant;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.Indexed;
import org.faultmaven.query.TestPorts;
import org.faultmaven.query.web.ProblemAdvice;
import org.faultmaven.runtime.web.UnmatchedAdvice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class SearchControllerTest {
  private static final Instant MORNING = Instant.parse("2016-12-19T08:00:00Z");
  private static final Instant NIGHT = Instant.parse("2016-12-19T20:39:48Z");

  @TempDir private Path folder;
  private Indexed indexed;
  private MockMvc api;

  @BeforeEach
  void index() {
    indexed = new Indexed(folder);
    indexed.add(
        log("early")
            .text("connection to 7 refused")
            .source("a/app.log")
            .times(MORNING, MORNING)
            .build(),
        log("late")
            .text("connection to 2 refused")
            .source("b/app.log")
            .times(NIGHT, NIGHT)
            .count(3)
            .build(),
        chunk("book", id("doc")).text("a runbook on quotas").source("wiki").build(),
        log("mail").text("sent to <EMAIL_ADDRESS_aaaaaaaa>").build());
    api = api(indexed.retrieval());
  }

  @AfterEach
  void close() {
    indexed.close();
  }

  private static MockMvc api(Retrieval retrieval) {
    return api(retrieval, TestPorts.sanitizer());
  }

  private static MockMvc api(Retrieval retrieval, ISanitizer sanitizer) {
    var typed =
        new TypedText(
            sanitizer,
            TestPorts.sanitizer(),
            Tenant.DEFAULT,
            TestPorts.POLICIES.named("documents"),
            TestPorts.POLICIES.named("logs"));
    return MockMvcBuilders.standaloneSetup(new SearchController(typed, retrieval))
        .setControllerAdvice(new ProblemAdvice(), new UnmatchedAdvice())
        .build();
  }

  private ResultActions search(String json) throws Exception {
    return search(api, json);
  }

  private static ResultActions search(MockMvc api, String json) throws Exception {
    return api.perform(
        post("/api/v1/search").contentType(MediaType.APPLICATION_JSON).content(json));
  }

  @Test
  void finds_by_words_and_meaning() throws Exception {
    search("{\"query\":\"connection refused\"}")
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.degraded").doesNotExist())
        .andExpect(jsonPath("$.hits[0].text").value(containsString("refused")))
        .andExpect(jsonPath("$.hits[0].documentId").doesNotExist())
        .andExpect(jsonPath("$.hits[0].citation.lines").value("1-1"))
        .andExpect(
            jsonPath("$.hits[0].citation.url")
                .value(containsString("/api/v1/citations/faultmaven.logs.clean/0/42?")));
    assertThat(indexed.meters.get("faultmaven.search").tag("mode", "hybrid").timer().count())
        .isEqualTo(1);
  }

  @Test
  void says_when_the_query_was_sanitised_in_process_alone() throws Exception {
    search(
            api(indexed.retrieval(), TestPorts.failingSanitizer()),
            "{\"query\":\"connection refused\"}")
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.degraded").value(containsString("in process alone")))
        .andExpect(jsonPath("$.hits[0].text").value(containsString("refused")));
  }

  @Test
  void filters_by_time_and_source() throws Exception {
    search("{\"query\":\"connection\",\"from\":\"2016-12-19T21:00:00+01:00\",\"mode\":\"keyword\"}")
        .andExpect(jsonPath("$.hits.length()").value(1))
        .andExpect(jsonPath("$.hits[0].source").value("b/app.log"))
        .andExpect(jsonPath("$.hits[0].count").value(3))
        .andExpect(jsonPath("$.hits[0].firstAt").value("2016-12-19T20:39:48Z"));
    search("{\"query\":\"connection\",\"to\":\"2016-12-19T09:00:00Z\",\"mode\":\"keyword\"}")
        .andExpect(jsonPath("$.hits.length()").value(1))
        .andExpect(jsonPath("$.hits[0].source").value("a/app.log"));
    search("{\"query\":\"connection\",\"source\":\"b\",\"mode\":\"vector\",\"limit\":5}")
        .andExpect(jsonPath("$.hits.length()").value(1))
        .andExpect(jsonPath("$.hits[0].source").value("b/app.log"));
  }

  @Test
  void shows_the_document_of_a_chunk() throws Exception {
    search("{\"query\":\"runbook\",\"mode\":\"keyword\"}")
        .andExpect(jsonPath("$.hits[0].documentId").value(id("doc")))
        .andExpect(jsonPath("$.hits[0].title").value("A runbook"));
  }

  @Test
  void a_value_that_was_masked_is_found_by_its_pseudonym() throws Exception {
    search("{\"query\":\"bob@mail.example\",\"mode\":\"keyword\",\"limit\":1}")
        .andExpect(jsonPath("$.hits[0].text").value("sent to <EMAIL_ADDRESS_aaaaaaaa>"));
  }

  @Test
  void limits() throws Exception {
    search("{\"query\":\"connection\",\"limit\":1}")
        .andExpect(jsonPath("$.hits.length()").value(1));
  }

  @Test
  void without_the_vector_store_words_alone_are_searched_and_it_says_so() throws Exception {
    MockMvc lame = api(indexed.retrieval(TestPorts.away(), indexed.keywords, true));

    search(lame, "{\"query\":\"connection\"}")
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.hits.length()").value(2))
        .andExpect(jsonPath("$.degraded").value(containsString("words alone")));
    search(lame, "{\"query\":\"connection\",\"mode\":\"vector\"}")
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().string("Retry-After", "5"))
        .andExpect(jsonPath("$.detail").value(containsString("The store is away")));
    assertThat(indexed.meters.get("faultmaven.search.degraded").counter().count()).isEqualTo(1);
  }

  @Test
  void without_either_index_it_fails() throws Exception {
    indexed.keywords.close();
    search(
            api(indexed.retrieval(TestPorts.away(), indexed.keywords, true)),
            "{\"query\":\"connection\"}")
        .andExpect(status().is5xxServerError());
  }

  @Test
  void says_when_the_keyword_index_is_still_reading() throws Exception {
    search(
            api(indexed.retrieval(indexed.vectors, indexed.keywords, false)),
            "{\"query\":\"connection\"}")
        .andExpect(jsonPath("$.degraded").value(containsString("still reading")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | query is missing or blank",
        "{\"query\":\" \"} | query is missing or blank",
        "{\"query\":5} | field query is of the wrong type",
        "{\"query\":\"SECRET\",\"limit\":0} | from 1 to 100",
        "{\"query\":\"SECRET\",\"limit\":101} | from 1 to 100",
        "{\"query\":\"SECRET\",\"limit\":\"7\"} | field limit is of the wrong type",
        "{\"query\":\"SECRET\",\"limit\":1.5} | field limit is of the wrong type",
        "{\"query\":\"x\",\"mode\":\"SECRET\"} | hybrid, vector, keyword",
        "{\"query\":\"x\",\"from\":\"SECRET\"} | field from is not an ISO 8601 time",
        "{\"query\":\"x\",\"to\":\"+999999999-12-31T00:00:00Z\"} | a year that is none of 1 to"
            + " 9999",
        "{\"query\":\"x\",\"to\":\"2016-12-19T20:39:48\"} | field to is not an ISO 8601 time",
        "{\"query\":\"x\",\"from\":\"2016-12-20T00:00:00Z\",\"to\":\"2016-12-19T00:00:00Z\"} |"
            + " after",
        "{\"query\":\"x\",\"SECRET\":1} | not known. Send an object with: query",
        "{\"query\":\"x\",\"query\":\"SECRET\"} | twice",
        "{\"query\":\"SECRET | not JSON",
        "{\"query\":\"x\"} SECRET | not JSON",
        "'' | not a JSON object",
        "null | null",
        "[] | not a JSON object",
      })
  void says_what_is_wrong_and_what_to_do(String body, String said) throws Exception {
    search(body)
        .andExpect(status().isBadRequest())
        .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
        .andExpect(jsonPath("$.detail").value(containsString(said)))
        .andExpect(content().string(not(containsString("SECRET"))));
  }

  @Test
  void refuses_what_is_too_long_or_no_json() throws Exception {
    search("{\"query\":\"" + "x".repeat(TypedText.MAX_LENGTH + 1) + "\"}")
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.detail").value(containsString("4000 characters")));
    search("{\"query\":\"" + "x".repeat(70_000) + "\"}").andExpect(status().isContentTooLarge());
    api.perform(post("/api/v1/search").contentType("text/secret").content("x"))
        .andExpect(status().isUnsupportedMediaType())
        .andExpect(jsonPath("$.detail").value(containsString("application/json")))
        .andExpect(content().string(not(containsString("secret"))));
    api.perform(get("/api/v1/search"))
        .andExpect(status().isMethodNotAllowed())
        .andExpect(jsonPath("$.detail").value(containsString("POST")));
  }
}
