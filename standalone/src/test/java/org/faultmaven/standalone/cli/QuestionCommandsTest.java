package org.faultmaven.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.faultmaven.standalone.client.FakeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QuestionCommandsTest {
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aQuestionGetsAnAnswer() {
    api.on("/api/v1/questions", 200, "{'answer': 'The disk was full.', 'mode': 'extractive'}");

    Cli ask =
        Cli.run(
            "ask",
            "what",
            "failed?",
            "--url",
            api.url(),
            "--source",
            "db",
            "--from",
            "2016-12-19 20:39",
            "--to",
            "2016-12-19T21:00:00+01:00");

    assertThat(ask.status()).isZero();
    assertThat(ask.out()).startsWith("The disk was full.");
    JsonNode request = api.requests().getFirst();
    assertThat(request.path("question").asString()).isEqualTo("what failed?");
    assertThat(request.path("source").asString()).isEqualTo("db");
    assertThat(request.path("from").asString()).isEqualTo("2016-12-19T20:39:00Z");
    assertThat(request.path("to").asString()).isEqualTo("2016-12-19T20:00:00Z");
  }

  @Test
  void anAnswerAsJsonIsOneDocument() {
    api.on("/api/v1/questions", 200, "{'answer': 'x', 'evidence': []}");

    Cli ask = Cli.run("ask", "what?", "--json", "--url", api.url());

    assertThat(ask.out().lines()).containsExactly("{\"answer\":\"x\",\"evidence\":[]}");
  }

  private static final String EVENTS =
      """
      event:evidence
      data:[{'source':'db','text':'disk full'}]

      :

      event:text
      data:{'text':'The disk '}

      event:text
      data:{'text':'was \\u001bfull [1].'}

      event:answer
      data:{'answer':'The disk was full [1].','degraded':'By words alone.','timeline':[]}

      """;

  @Test
  void aStreamedAnswerComesInPartsTheEvidenceFirst() {
    api.on("/api/v1/questions", 200, EVENTS);

    Cli ask = Cli.run("ask", "what?", "--stream", "--url", api.url());

    assertThat(ask.status()).as(ask.err()).isZero();
    assertThat(ask.out())
        .startsWith("Evidence")
        .containsSubsequence("disk full", "The disk was \uFFFDfull [1].", "(By words alone.)");
    assertThat(Cli.run("ask", "what?", "--stream", "--json", "--url", api.url()).out().lines())
        .hasSize(4)
        .contains("{\"event\":\"text\",\"data\":{\"text\":\"The disk \"}}");
  }

  @Test
  void aStreamThatFailsOrIsRefusedFails() {
    api.on(
        "/api/v1/questions",
        200,
        "event:error\ndata:{'title':'A backend is away','detail':'Try again.'}\n\n");
    Cli failed = Cli.run("ask", "what?", "--stream", "--url", api.url());
    api.on("/api/v1/questions", 400, "{'title': 'No', 'detail': 'Shorten it.'}");
    Cli refused = Cli.run("ask", "what?", "--stream", "--url", api.url());
    api.on("/api/v1/questions", 200, "event:text\ndata:{'text':'The disk '}\n\n");
    Cli cutOff = Cli.run("ask", "what?", "--stream", "--url", api.url());
    Cli other = Cli.run("ask", "what?", "--stream", "--url", api.url() + "/elsewhere");

    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err()).contains("A backend is away: Try again.");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("No: Shorten it.");
    assertThat(cutOff.status()).isEqualTo(1);
    assertThat(cutOff.err()).contains("broke");
    assertThat(other.err()).contains("not as FaultMaven does");
  }

  @Test
  void aSearchGivesHits() {
    api.on("/api/v1/search", 200, "{'hits': [{'source': 'a', 'text': 'lost'}, {'source': 'b'}]}");

    Cli search = Cli.run("search", "lost", "--limit", "2", "--mode", "keyword", "--url", api.url());

    assertThat(search.status()).isZero();
    assertThat(search.out()).contains(" [1] no time  a", "     lost", " [2] no time  b");
    JsonNode request = api.requests().getFirst();
    assertThat(request.path("query").asString()).isEqualTo("lost");
    assertThat(request.path("limit").asInt()).isEqualTo(2);
    assertThat(request.path("mode").asString()).isEqualTo("keyword");
  }

  @Test
  void hitsAsJsonAreOneALine() {
    api.on("/api/v1/search", 200, "{'hits': [{'id': '1'}, {'id': '2'}]}");

    assertThat(Cli.run("search", "x", "--json", "--url", api.url()).out().lines())
        .containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
  }

  @Test
  void nothingThatFitsIsSaid() {
    api.on("/api/v1/search", 200, "{'hits': []}");

    assertThat(Cli.run("search", "x", "--url", api.url()).out()).startsWith("Nothing fits.");
  }

  @Test
  void whatTheApiRefusesFails() {
    api.on("/api/v1/questions", 503, "{'title': 'Away', 'detail': 'Try again in 5 s.'}");

    Cli ask = Cli.run("ask", "what?", "--url", api.url());

    assertThat(ask.status()).isEqualTo(1);
    assertThat(ask.err()).isEqualToIgnoringNewLines("faultmaven: Away: Try again in 5 s.");
    assertThat(ask.out()).isEmpty();
  }

  @Test
  void badUsageIsToldBeforeAnythingIsAsked() {
    assertThat(Cli.run("ask", "x", "--url", "localhost:8080").status()).isEqualTo(2);
    assertThat(Cli.run("ask", "x", "--url", api.url(), "--from", "yesterday").err())
        .contains("'yesterday' is no time");
    assertThat(Cli.run("search", "x", "--url", api.url(), "--mode", "psychic").status())
        .isEqualTo(2);
    assertThat(Cli.run("ask").status()).isEqualTo(2);
    assertThat(api.requests()).isEmpty();
  }
}
