package org.faultmaven.query.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.faultmaven.contracts.kit.ManualClock;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IChatModel;
import org.faultmaven.contracts.port.IChatModel.ToolCall;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.query.Indexed;
import org.faultmaven.query.TestPorts;
import org.faultmaven.query.model.SessionTokens;
import org.faultmaven.query.search.Hit;
import org.faultmaven.query.search.TimeRange;
import org.faultmaven.query.search.TypedText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A made-up incident and a model that behaves well or badly. */
class ModelAnswerTest {
  private static final String EMAIL = "jane.doe@mail.example";
  private static final String MASKED = "<EMAIL_ADDRESS_aaaaaaaa>";
  private static final Instant AT = Instant.parse("2031-05-06T20:39:48Z");

  @TempDir private Path folder;
  private final Clock clock = new ManualClock(Instant.parse("2031-06-01T00:00:00Z"));
  private final ScriptedModel model = new ScriptedModel();
  private final FakeTools tools = new FakeTools();
  private final Listened listener = new Listened();
  private SessionTokens budget = new SessionTokens(1_000_000, Duration.ofHours(1), clock);
  private ModelLimits limits = new ModelLimits(Duration.ofSeconds(30), 3, 1_000_000, 100);
  private int evidenceChars = 12_000;
  private Indexed indexed;

  /** One tool, {@code look_up}, that answers what it was told to. */
  private static final class FakeTools implements Tools {
    private final List<String> called = new ArrayList<>();
    private boolean offered;
    private String result = "Node 2 lost its power";

    @Override
    public List<ToolDescription> list() {
      return offered
          ? List.of(
              new ToolDescription("look_up", "Looks up a node.", "{}", true),
              new ToolDescription("restart", "Restarts a node.", "{}", false))
          : List.of();
    }

    @Override
    public Optional<SanitizedText> arguments(Tenant tenant, String raw) {
      try {
        return JsonMapper.shared().readTree(raw).isObject()
            ? Optional.of(
                TestPorts.sanitizer().sanitize(tenant, raw, TestPorts.POLICIES.named("documents")))
            : Optional.empty();
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }

    @Override
    public ToolOutcome call(
        Tenant tenant, String tool, SanitizedText argumentsJson, Instant deadline) {
      called.add(argumentsJson.text());
      return new ToolOutcome(SampleEntries.text(result), true, Duration.ofMillis(5));
    }
  }

  private static final class Listened implements AnswerListener {
    private final List<String> events = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private RuntimeException leavesWith;

    @Override
    public void evidence(List<Hit> evidence) {
      events.add("evidence " + evidence.size());
    }

    @Override
    public void text(String piece) {
      if (leavesWith != null) {
        throw leavesWith;
      }
      events.add("text");
      text.append(piece);
    }

    @Override
    public void tool(ToolUse use) {
      events.add("tool " + use.tool() + " " + use.ok());
    }
  }

  @BeforeEach
  void index() {
    indexed = new Indexed(folder);
    indexed.add(
        log("a")
            .source("node0/server.log")
            .text("WARN connection to node 2 was closed")
            .times(AT, AT)
            .at("faultmaven.logs.clean", 0, 1, 1)
            .build(),
        log("b")
            .source("node1/server.log")
            .text("ERROR node 2 is offline, no leader")
            .times(AT.plusSeconds(4), AT.plusSeconds(4))
            .at("faultmaven.logs.clean", 0, 2, 2)
            .build());
  }

  @AfterEach
  void close() {
    indexed.close();
  }

  private Answer ask(AskedQuestion asked) {
    return ask(asked, model, TestPorts.sanitizer());
  }

  private Answer ask(AskedQuestion asked, IChatModel chat, ISanitizer sanitizer) {
    var models =
        new ModelAnswerer(
            chat,
            tools,
            budget,
            sanitizer,
            Tenant.DEFAULT,
            TestPorts.POLICIES.named("documents"),
            new Prompt(ZoneId.of("UTC"), evidenceChars),
            limits,
            new ModelMeters(indexed.meters));
    return AnswerConfiguration.answerer(
            indexed.retrieval(),
            indexed.keywords,
            Tenant.DEFAULT,
            ZoneId.of("UTC"),
            clock,
            models,
            indexed.meters)
        .answer(asked, listener);
  }

  private Answer ask(String question) {
    return ask(question(question));
  }

  private static AskedQuestion question(String raw) {
    SanitizedText text =
        TestPorts.sanitizer().sanitize(Tenant.DEFAULT, raw, TestPorts.POLICIES.named("documents"));
    return AskedQuestion.alone(
        new TypedText.Typed(text, text, false), null, new TimeRange(null, null));
  }

  private AskedQuestion ofSession(String session, List<Turn> earlier) {
    AskedQuestion alone = question("which node was lost?");
    return new AskedQuestion(
        alone.question(), alone.search(), false, null, alone.range(), earlier, session, List.of());
  }

  private double removed(String what) {
    return indexed.meters.get("faultmaven.model.removed").tag("what", what).counter().count();
  }

  @Test
  void hasTheShapeOfEveryAnswer() {
    model.says(
        """
        **What happened:**
        - Node 2 went offline [2]. Connections to it were closed before [1].

        Likely cause: Its connections broke [1].
        Not known: why the connections broke.
        Next: look at the power of node 2.\
        """);
    Answer answer = ask("which node was lost?");

    assertThat(answer.mode()).isEqualTo(Answer.MODEL);
    assertThat(answer.model()).isEqualTo("local/scripted");
    assertThat(answer.answer())
        .isEqualTo(
            """
            What happened:
            Node 2 went offline [2]. Connections to it were closed before [1].

            Likely cause:
            Its connections broke [1].

            When:
            2031-05-06
              20:39:48 node0/server.log: WARN connection to node 2 was closed [1]
              20:39:52 node1/server.log: ERROR node 2 is offline, no leader [2]

            Not known:
            - why the connections broke.

            Next:
            - look at the power of node 2.\
            """);
    assertThat(answer.notKnown()).containsExactly("why the connections broke.");
    assertThat(answer.next()).containsExactly("look at the power of node 2.");
    assertThat(answer.removedCitations()).isZero();
    assertThat(answer.usage()).isEqualTo(new Answer.Usage(100, 20));
    assertThat(answer.degraded()).isNull();
  }

  @Test
  void isStreamedSentenceBySentenceAfterItsEvidence() {
    model.says("Node 2 went offline [2]. Connections were closed [1]. It was lost [2].");
    Answer answer = ask("which node was lost?");

    assertThat(listener.text.toString()).isEqualTo(answer.answer());
    assertThat(listener.events).startsWith("evidence 2", "text", "text", "text");
  }

  @Test
  void isShownTheEvidenceUnderItsNumbers() {
    model.says("Node 2 went offline [2].");
    Answer answer = ask("which node was lost?");

    for (int i = 0; i < answer.evidence().size(); i++) {
      Hit hit = answer.evidence().get(i);
      assertThat(model.sent())
          .contains("[" + (i + 1) + "] 2031-05-06 20:39:")
          .contains(hit.source() + ": " + hit.text());
    }
  }

  @Test
  void whatIsMaskedInTheQuestionNeverReachesTheModel() {
    tools.offered = true;
    model
        .asks("It is " + EMAIL, List.of(new ToolCall("look_up", "{\"who\":\"" + EMAIL + "\"}")))
        .says("Node 2 was of " + EMAIL + " [1].");
    Answer answer = ask("which node did " + EMAIL + " lose?");

    assertThat(model.sent()).contains(MASKED).doesNotContain(EMAIL);
    assertThat(tools.called).containsExactly("{\"who\":\"" + MASKED + "\"}");
    assertThat(answer.answer()).contains("Node 2 was of " + MASKED + " [1].");
    assertThat(answer.toolCalls().getFirst().arguments()).doesNotContain(EMAIL);
  }

  @Test
  void aCitationOfWhatThereIsNotIsRemovedAndCounted() {
    model.says("Node 2 went offline [2][7]. Node 3 went too [9]. Nothing is proven.");
    Answer answer = ask("which node was lost?");

    assertThat(answer.answer())
        .contains("Node 2 went offline [2].")
        .doesNotContain("Node 3", "[7]");
    assertThat(answer.removedCitations()).isEqualTo(2);
    assertThat(answer.removedSentences()).isEqualTo(2);
    assertThat(removed("citation")).isEqualTo(2);
    assertThat(removed("sentence")).isEqualTo(2);
  }

  @Test
  void whatDidNotFitAndWasNotShownCanNotBeCited() {
    evidenceChars = 80;
    model.says("Node 2 went offline [1]. It was lost [2].");
    Answer answer = ask("which node was lost?");

    assertThat(answer.evidence()).hasSize(2);
    assertThat(model.sent()).contains("[1] 2031-05-06").doesNotContain("[2] 2031-05-06");
    assertThat(answer.answer()).contains("Node 2 went offline [1].").doesNotContain("It was lost");
    assertThat(answer.removedCitations()).isEqualTo(1);
  }

  @Test
  void nonsenseLeavesTheExtractiveAnswerWhichSaysSo() {
    model.says("I am a helpful assistant. The node is 42.\n<tool_call>{\"a\": [1]}</tool_call>");
    Answer answer = ask("which node was lost?");

    assertThat(answer.mode()).isEqualTo(Answer.EXTRACTIVE);
    assertThat(answer.answer())
        .contains("nothing that the language model wrote cites what it was shown", "[1]", "[2]")
        .doesNotContain("helpful", "42", "tool_call");
    assertThat(answer.degraded()).contains("The answer is extractive");
    assertThat(answer.removedSentences()).isEqualTo(2);
    assertThat(listener.text.toString()).isEqualTo(answer.answer());
  }

  @Test
  void nonsenseWithNumbersIsNonsense() {
    model.says("The evidence is [1] 2031-05-06. The result is [2]. The next evidence is [1].");
    Answer answer = ask("which node was lost?");

    assertThat(answer.mode()).isEqualTo(Answer.EXTRACTIVE);
    assertThat(answer.removedSentences()).isEqualTo(3);
  }

  @Test
  void aModelThatRepeatsWhatItWasShownAndForgetsTheNumberIsHelped() {
    model.says("The connection to node 2 was closed. The connection to node 3 was closed.");
    Answer answer = ask("which node was lost?");
    int number = 0;
    for (Hit hit : answer.evidence()) {
      number++;
      if (hit.text().contains("closed")) {
        break;
      }
    }

    assertThat(answer.answer())
        .contains("The connection to node 2 was closed. [" + number + "]")
        .doesNotContain("node 3");
    assertThat(answer.removedSentences()).isEqualTo(1);
  }

  @Test
  void aMadeUpMaskedValueIsNotShown() {
    model.says("Node 2 went offline [2]. It was <EMAIL_ADDRESS_bbbbbbbb> [1].");

    assertThat(ask("which node was lost?").answer()).doesNotContain("bbbbbbbb");
  }

  @Test
  void aModelThatFailsIsAReasonAndNoError() {
    model.fails(new BackendException("The model m answered HTTP 429", true));
    Answer answer = ask("which node was lost?");

    assertThat(answer.mode()).isEqualTo(Answer.EXTRACTIVE);
    assertThat(answer.degraded()).contains("HTTP 429");
    assertThat(answer.answer()).contains("for the language model failed (The model m answered");
  }

  @Test
  void whatStoodBeforeABreakStands() {
    model.breaksOff(
        "Node 2 went offline [2]. Then the con", new BackendException("It broke off", false));
    Answer answer = ask("which node was lost?");

    assertThat(answer.mode()).isEqualTo(Answer.MODEL);
    assertThat(answer.answer())
        .contains("Node 2 went offline [2].", "not whole", "It broke off", "When:")
        .doesNotContain("Then the con");
    assertThat(answer.degraded()).contains("not whole");
    assertThat(listener.text.toString()).isEqualTo(answer.answer());
  }

  @Test
  void anAnswerThatIsCutAtItsLongestSaysSo() {
    model.says("Node 2 went offline [2]. Then the", false);

    assertThat(ask("which node was lost?").degraded()).contains("llm.max-tokens");
  }

  @Test
  void toolsAreCalledToldAndCited() {
    tools.offered = true;
    model
        .asks("look_up", "{\"node\":2}")
        .says("Node 2 lost its power [T1]. It went offline [2]. More is known [T2].");
    Answer answer = ask("which node was lost?");

    assertThat(answer.answer())
        .contains("Node 2 lost its power [T1].", "It went offline [2].")
        .doesNotContain("[T2]");
    assertThat(answer.toolCalls())
        .containsExactly(new ToolUse("look_up", "{\"node\":2}", true, 5, "Node 2 lost its power"));
    assertThat(model.sent()).contains("[T1] Node 2 lost its power");
    assertThat(listener.events).contains("tool look_up true");
    assertThat(model.conversations.getLast())
        .extracting(IChatModel.Message::role)
        .endsWith(IChatModel.Role.ASSISTANT, IChatModel.Role.TOOL);
  }

  @Test
  void aToolThatChangesSomethingIsNotTheModelsToCall() {
    tools.offered = true;
    model.asks("restart", "{}").says("Node 2 went offline [2].");
    Answer answer = ask("which node was lost?");

    assertThat(model.offers.getFirst())
        .extracting(ToolDescription::name)
        .containsExactly("look_up");
    assertThat(tools.called).isEmpty();
    assertThat(answer.toolCalls()).extracting(ToolUse::ok).containsExactly(false);
  }

  @Test
  void aResultIsShownUpToItsLimit() {
    tools.offered = true;
    tools.result = "x".repeat(5_000);
    model.asks("look_up", "{}").says("It is x [T1].");
    ask("which node was lost?");

    assertThat(model.sent()).contains("x".repeat(100)).doesNotContain("x".repeat(101));
  }

  @Test
  void badCallsAreToldToTheModelAndCallNothing() {
    tools.offered = true;
    model
        .asks(
            "",
            List.of(
                new ToolCall("no_such_tool", "{}"),
                new ToolCall("look_up", "{\"node\": two"),
                new ToolCall("look_up", "[1]")))
        .says("Node 2 went offline [2]. A tool said so [T1].");
    Answer answer = ask("which node was lost?");

    assertThat(tools.called).isEmpty();
    assertThat(answer.toolCalls())
        .extracting(ToolUse::tool, ToolUse::ok)
        .containsExactly(
            tuple("unknown_tool", false), tuple("look_up", false), tuple("look_up", false));
    assertThat(model.sent()).contains("no such tool", "no JSON object").doesNotContain("two");
    assertThat(answer.answer()).contains("[2]").doesNotContain("A tool said so");
  }

  @Test
  void afterItsStepsTheModelHasToAnswer() {
    tools.offered = true;
    for (int i = 0; i < 3; i++) {
      model.asks("look_up", "{}");
    }
    model.says("Node 2 lost its power [T3].");
    Answer answer = ask("which node was lost?");

    assertThat(tools.called).hasSize(3);
    assertThat(model.offers.getLast()).isEmpty();
    assertThat(model.conversations.getLast())
        .extracting(IChatModel.Message::role)
        .containsOnly(IChatModel.Role.SYSTEM, IChatModel.Role.USER);
    assertThat(answer.answer()).contains("[T3]");
  }

  @Test
  void aModelThatAsksForToolsForeverLeavesTheExtractiveAnswer() {
    tools.offered = true;
    for (int i = 0; i < 4; i++) {
      model.asks("look_up", "{}");
    }
    Answer answer = ask("which node was lost?");

    assertThat(tools.called).hasSize(3);
    assertThat(answer.mode()).isEqualTo(Answer.EXTRACTIVE);
    assertThat(answer.toolCalls()).hasSize(3);
  }

  @Test
  void theTokensOfAQuestionEndItsSteps() {
    tools.offered = true;
    limits = new ModelLimits(Duration.ofSeconds(30), 50, 200, 100);
    model.asks("look_up", "{}").asks("look_up", "{}").says("Node 2 went offline [2].");
    ask("which node was lost?");

    assertThat(tools.called).hasSize(2);
    assertThat(model.offers.getLast()).isEmpty();
  }

  @Test
  void theTimeOfAQuestionEndsIt() {
    limits = new ModelLimits(Duration.ZERO, 3, 1_000, 100);

    assertThat(ask("which node was lost?").degraded()).contains("llm.timeout");
    assertThat(model.conversations).isEmpty();
  }

  @Test
  void aSessionThatHasUsedUpItsTokensIsAnsweredWithoutTheModel() {
    budget = new SessionTokens(100, Duration.ofHours(1), clock);
    model.says("Node 2 went offline [2].");
    assertThat(ask(ofSession("s", List.of())).mode()).isEqualTo(Answer.MODEL);
    Answer second = ask(ofSession("s", List.of()));

    assertThat(second.mode()).isEqualTo(Answer.EXTRACTIVE);
    assertThat(second.degraded()).contains("llm.session-tokens");
    model.says("Node 2 went offline [2].");
    assertThat(ask(ofSession("another", List.of())).mode()).isEqualTo(Answer.MODEL);
  }

  @Test
  void earlierTurnsAreToldWithoutTheirNumbers() {
    var turn =
        new Turn(
            AT,
            SampleEntries.text("is node 1 well?"),
            SampleEntries.text("{\"answer\":\"It is \\\"well\\\" [4]. So [T1].\",\"mode\":\"x\"}"));
    model.says("Node 2 went offline [2].");
    ask(ofSession("s", List.of(turn)));

    assertThat(model.sent())
        .contains("is node 1 well?", "It is \\\"well\\\". So.")
        .doesNotContain("[4]", "mode");
  }

  @Test
  void aQuestionThatWasSanitisedInProcessAloneIsNotShown() {
    AskedQuestion asked = question("which node was lost?");
    Answer answer =
        ask(
            AskedQuestion.alone(
                new TypedText.Typed(asked.question(), asked.search(), true), null, asked.range()));

    assertThat(model.conversations).isEmpty();
    assertThat(answer.mode()).isEqualTo(Answer.EXTRACTIVE);
    assertThat(answer.degraded()).contains("in process alone", "no language model may see");
    assertThat(answer.evidence()).isNotEmpty();
  }

  @Test
  void whatTheModelWroteAndNobodyCanSanitiseIsNotShown() {
    model.says("Node 2 went offline [2].");
    Answer answer = ask(question("which node was lost?"), model, TestPorts.failingSanitizer());

    assertThat(answer.mode()).isEqualTo(Answer.EXTRACTIVE);
    assertThat(answer.answer()).doesNotContain("Node 2 went offline");
    assertThat(answer.degraded()).contains("The sanitiser is away");
  }

  @Test
  void anInterruptionEndsIt() {
    var interrupting = new ScriptedModel().breaksOff("", new BackendException("interrupted", true));
    try {
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () -> ask(question("which node was lost?"), interrupting, TestPorts.sanitizer()))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void whatTheListenerThrowsReachesTheCaller() {
    model.says("Node 2 went offline [2]. It was lost [1].");
    listener.leavesWith = new IllegalStateException("left");

    assertThatThrownBy(() -> ask("which node was lost?")).isSameAs(listener.leavesWith);
  }
}
