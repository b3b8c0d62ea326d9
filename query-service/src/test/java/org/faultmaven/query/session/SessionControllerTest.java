package org.faultmaven.query.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.faultmaven.contracts.kit.SampleEntries.log;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.kit.ManualClock;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.Indexed;
import org.faultmaven.query.TestPorts;
import org.faultmaven.query.answer.TestAnswerer;
import org.faultmaven.query.search.TypedText;
import org.faultmaven.query.web.ProblemAdvice;
import org.faultmaven.runtime.web.UnmatchedAdvice;
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
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SessionControllerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration TTL = Duration.ofMinutes(30);
  private static final SessionConfig CONFIG =
      new SessionConfig(TTL, Duration.ofHours(24), 200, 10, 100, new DataSize(64 << 20));
  private static final String SESSIONS = "/api/v1/sessions";

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock(NOW);
  private final ISessionStore store = new InProcessSessionStore(clock, CONFIG);
  private Indexed indexed;
  private MockMvc api;

  @BeforeEach
  void index() {
    indexed = new Indexed(folder);
    indexed.add(
        log("refused").text("connection to 7 refused " + "word ".repeat(300)).build(),
        log("mail").text("sent to <EMAIL_ADDRESS_bbbbbbbb>").build());
    api = api(TestPorts.sanitizer(), store);
  }

  @AfterEach
  void close() {
    indexed.close();
  }

  private MockMvc api(ISanitizer sanitizer, ISessionStore sessions) {
    var typed =
        new TypedText(
            sanitizer,
            TestPorts.sanitizer(),
            Tenant.DEFAULT,
            TestPorts.POLICIES.named("documents"),
            TestPorts.POLICIES.named("logs"));
    var service =
        new SessionService(
            sessions,
            CONFIG,
            Tenant.DEFAULT,
            new KeyedHash(new byte[32]),
            TestAnswerer.extractive(indexed, clock),
            clock,
            new SessionMeters(indexed.meters));
    return MockMvcBuilders.standaloneSetup(
            new SessionController(service, typed, Duration.ofMinutes(1)))
        .setControllerAdvice(new ProblemAdvice(), new UnmatchedAdvice())
        .build();
  }

  private ResultActions send(String path, String json) throws Exception {
    return api.perform(json(post(path), json));
  }

  private static MockHttpServletRequestBuilder json(
      MockHttpServletRequestBuilder request, String json) {
    return request.contentType(MediaType.APPLICATION_JSON).content(json);
  }

  private String begin(String json) throws Exception {
    return read(send(SESSIONS, json)).path("sessionId").asString();
  }

  private static JsonNode read(ResultActions result) throws Exception {
    return JsonMapper.shared().readTree(result.andReturn().getResponse().getContentAsString());
  }

  @Test
  void begins_and_resumes_by_client() throws Exception {
    String made =
        send(SESSIONS, "{\"clientId\":\"on-call console\"}")
            .andExpect(status().isCreated())
            .andExpect(jsonPath("$.expiresAt").value("2026-03-01T10:30:00Z"))
            .andExpect(jsonPath("$.dataUploads").isEmpty())
            .andExpect(jsonPath("$.investigationHistory").isEmpty())
            .andExpect(content().string(not(containsString("console"))))
            .andReturn()
            .getResponse()
            .getHeader("Location");
    clock.advance(Duration.ofMinutes(20));
    JsonNode resumed =
        read(
            send(SESSIONS, "{\"clientId\":\"on-call console\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.expiresAt").value("2026-03-01T10:50:00Z")));

    assertThat(made).isEqualTo(SESSIONS + "/" + resumed.path("sessionId").asString());
    assertThat(begin("{\"clientId\":\"another\"}"))
        .isNotEqualTo(resumed.path("sessionId").asString());
    clock.advance(TTL);
    send(SESSIONS, "{\"clientId\":\"on-call console\"}").andExpect(status().isCreated());
  }

  @Test
  void sessions_without_a_client_are_each_their_own() throws Exception {
    assertThat(begin("{}")).isNotEqualTo(begin("{\"clientId\":\" \"}"));
  }

  @Test
  void a_turn_keeps_question_answer_evidence_and_times() throws Exception {
    String path = SESSIONS + "/" + begin("{}");
    send(path + "/questions", "{\"question\":\"connection refused for jo@example.org?\"}")
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.mode").value("extractive"))
        .andExpect(jsonPath("$.evidence[0].text").value(containsString("refused")));
    clock.advance(Duration.ofMinutes(1));
    send(path + "/questions", "{\"question\":\"sent\"}").andExpect(status().isOk());

    JsonNode turns =
        read(api.perform(get(path))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.lastActivity").value("2026-03-01T10:01:00Z"))
                .andExpect(jsonPath("$.expiresAt").value("2026-03-01T10:31:00Z")))
            .path("investigationHistory");
    assertThat(turns).hasSize(2);
    JsonNode first = turns.path(0);
    assertThat(first.path("at").asString()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(first.path("question").asString())
        .isEqualTo("connection refused for <EMAIL_ADDRESS_aaaaaaaa>?");
    JsonNode evidence = first.path("answer").path("evidence").path(0);
    assertThat(evidence.path("citation").path("url").asString()).contains("/api/v1/citations/");
    assertThat(evidence.path("text").asString()).hasSize(AskedTurn.MAX_TEXT + 1).endsWith("…");
    assertThat(first.path("answer").path("toolCalls").isArray()).isTrue();
    assertThat(first.path("answer").path("tookMs").isNumber()).isTrue();
    assertThat(turns.path(1).path("question").asString()).isEqualTo("sent");
  }

  @Test
  void a_streamed_answer_is_kept_as_a_turn() throws Exception {
    String path = SESSIONS + "/" + begin("{}");
    MvcResult begun =
        api.perform(
                json(post(path + "/questions"), "{\"question\":\"connection refused?\"}")
                    .accept(MediaType.TEXT_EVENT_STREAM))
            .andExpect(request().asyncStarted())
            .andReturn();

    api.perform(asyncDispatch(begun))
        .andExpect(content().string(containsString("event:evidence")))
        .andExpect(content().string(containsString("event:answer")));
    assertThat(read(api.perform(get(path))).path("investigationHistory")).hasSize(1);
    api.perform(
            json(post(SESSIONS + "/none/questions"), "{\"question\":\"why?\"}")
                .accept(MediaType.TEXT_EVENT_STREAM))
        .andExpect(status().isNotFound());
  }

  @Test
  void lists_without_turns_the_last_active_first() throws Exception {
    String first = begin("{\"clientId\":\"a\"}");
    clock.advance(Duration.ofSeconds(1));
    String second = begin("{}");
    clock.advance(Duration.ofSeconds(1));
    send(SESSIONS + "/" + first + "/questions", "{\"question\":\"refused\"}");

    api.perform(get(SESSIONS))
        .andExpect(jsonPath("$.sessions.length()").value(2))
        .andExpect(jsonPath("$.sessions[0].sessionId").value(first))
        .andExpect(jsonPath("$.sessions[0].investigationHistory").doesNotExist())
        .andExpect(jsonPath("$.sessions[1].sessionId").value(second));
    api.perform(get(SESSIONS + "?limit=1")).andExpect(jsonPath("$.sessions.length()").value(1));
    api.perform(get(SESSIONS + "?clientId=a"))
        .andExpect(jsonPath("$.sessions.length()").value(1))
        .andExpect(jsonPath("$.sessions[0].sessionId").value(first));
    api.perform(get(SESSIONS + "?clientId=b")).andExpect(jsonPath("$.sessions").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=1001", "?limit=many"})
  void a_limit_that_is_none_is_refused(String query) throws Exception {
    api.perform(get(SESSIONS + query))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.detail").value(containsString("whole number")));
  }

  @Test
  void a_heartbeat_keeps_it_alive_and_without_one_it_ends() throws Exception {
    String path = SESSIONS + "/" + begin("{}");
    clock.advance(TTL.minusSeconds(1));
    api.perform(post(path + "/heartbeat"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.expiresAt").value(clock.instant().plus(TTL).toString()));
    clock.advance(TTL);
    gone(path);
  }

  @Test
  void a_deleted_session_is_gone() throws Exception {
    String path = SESSIONS + "/" + begin("{}");
    api.perform(delete(path)).andExpect(status().isNoContent());
    gone(path);
    gone(SESSIONS + "/" + UUID.randomUUID());
    gone(SESSIONS + "/no-uuid");
  }

  private void gone(String path) throws Exception {
    for (MockHttpServletRequestBuilder request :
        List.of(
            get(path),
            delete(path),
            post(path + "/heartbeat"),
            json(post(path + "/questions"), "{\"question\":\"why?\"}"))) {
      api.perform(request)
          .andExpect(status().isNotFound())
          .andExpect(jsonPath("$.title").value("No such session"))
          .andExpect(jsonPath("$.detail").value(containsString("POST /api/v1/sessions")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"client\":\"x\"}", "{\"clientId\":7}"})
  void a_body_that_is_none_is_refused(String json) throws Exception {
    send(SESSIONS, json)
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.detail").value(containsString("clientId (a string)")));
  }

  @Test
  void a_client_too_long_is_refused() throws Exception {
    send(SESSIONS, "{\"clientId\":\"" + "x".repeat(257) + "\"}")
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.detail").value(containsString("256")));
  }

  @Test
  void nothing_is_kept_while_the_sanitizer_has_no_backend() throws Exception {
    String id = begin("{}");
    ISanitizer away = mock();
    when(away.sanitize(any(), anyList(), any())).thenThrow(new BackendException("away", true));
    MockMvc degraded = api(away, store);

    degraded
        .perform(json(post(SESSIONS + "/" + id + "/questions"), "{\"question\":\"refused\"}"))
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().exists("Retry-After"))
        .andExpect(jsonPath("$.detail").value(containsString("POST /api/v1/questions")));
    assertThat(store.get(Tenant.DEFAULT, id).orElseThrow().investigationHistory()).isEmpty();
  }

  @Test
  void says_what_to_do_while_the_store_is_away() throws Exception {
    ISessionStore away =
        mock(
            ISessionStore.class,
            _ -> {
              throw new BackendException("Sessions are away", true);
            });
    MockMvc degraded = api(TestPorts.sanitizer(), away);
    String path = SESSIONS + "/" + UUID.randomUUID();
    for (MockHttpServletRequestBuilder request :
        List.of(
            json(post(SESSIONS), "{}"),
            get(SESSIONS),
            get(path),
            delete(path),
            post(path + "/heartbeat"),
            json(post(path + "/questions"), "{\"question\":\"why?\"}"))) {
      degraded
          .perform(request)
          .andExpect(status().isServiceUnavailable())
          .andExpect(header().exists("Retry-After"))
          .andExpect(jsonPath("$.detail").value(containsString("Sessions are away")));
    }
  }
}
