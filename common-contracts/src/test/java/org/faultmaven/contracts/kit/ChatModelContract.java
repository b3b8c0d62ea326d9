package org.faultmaven.contracts.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IChatModel;
import org.faultmaven.contracts.port.IChatModel.Message;
import org.faultmaven.contracts.port.IChatModel.Reply;
import org.faultmaven.contracts.port.IChatModel.SentCall;
import org.faultmaven.contracts.port.IChatModel.ToolCall;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.tool.ToolDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every model holds to, against a server that the test tells what to say. */
@Timeout(60)
public abstract class ChatModelContract {
  /** Ways in which a server behaves. */
  public enum Behaviour {
    /** Says {@code Node 2 was lost [1].} in three pieces, 20 tokens read and 9 written. */
    TEXT,
    /** Asks for {@code look_up} with {@code {"name":"node 2"}}. */
    TOOL_CALL,
    /** Asks for {@code look_up} with arguments that are no JSON. */
    MALFORMED_ARGUMENTS,
    /** Refuses for now: HTTP 429. */
    TOO_MANY_REQUESTS,
    /** Is broken: HTTP 500. */
    BROKEN,
    /** Does not take what was sent: HTTP 400. */
    REFUSED,
    /** Sends the client to another address. */
    REDIRECT,
    /** Says one piece and breaks off. */
    CUT,
    /** Sends what is no answer. */
    NONSENSE,
    /** Says one piece and nothing for a long time. */
    STALL
  }

  /** Stands in every body of an error, and must never come back. */
  public static final String PLANTED = "planted-text-of-a-body";

  protected static final Duration WITHIN = Duration.ofSeconds(20);
  protected static final ToolDescription LOOK_UP =
      new ToolDescription(
          "look_up",
          "Looks up a node.",
          "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},"
              + "\"required\":[\"name\"]}",
          true);
  protected static final List<Message> QUESTION =
      List.of(
          Message.system(SanitizedText.constant("Answer.")),
          Message.user(SanitizedText.constant("Which node was lost?")));

  /** Closed after the test. */
  protected IChatModel model;

  /** A model whose server behaves so from now on. */
  protected abstract IChatModel model(Behaviour behaviour);

  /** The bodies of the requests that the server was sent. */
  protected abstract List<String> requests();

  /** Whether the client of the stalling server has gone; waits a while for it. */
  protected abstract boolean clientLeft();

  @BeforeEach
  void none() {
    model = null;
  }

  @AfterEach
  void close() {
    if (model != null) {
      model.close();
    }
  }

  private Reply chat(Behaviour behaviour, List<String> pieces) {
    model = model(behaviour);
    return model.chat(QUESTION, List.of(LOOK_UP), WITHIN, pieces::add);
  }

  private BackendException failure(Behaviour behaviour) {
    return catchThrowableOfType(BackendException.class, () -> chat(behaviour, new ArrayList<>()));
  }

  @Test
  void handsOutTheTextAsItComes() {
    var pieces = new ArrayList<String>();
    Reply reply = chat(Behaviour.TEXT, pieces);

    assertThat(reply.text()).isEqualTo("Node 2 was lost [1].");
    assertThat(pieces).hasSizeGreaterThan(1);
    assertThat(String.join("", pieces)).isEqualTo(reply.text());
    assertThat(reply.toolCalls()).isEmpty();
    assertThat(reply.complete()).isTrue();
    assertThat(reply.inputTokens()).isEqualTo(20);
    assertThat(reply.outputTokens()).isEqualTo(9);
    assertThat(reply.model()).isNotBlank();
  }

  @Test
  void sendsWhatWasSaidAndTheToolsThereAre() {
    chat(Behaviour.TEXT, new ArrayList<>());

    assertThat(requests()).hasSize(1);
    assertThat(requests().getFirst())
        .contains("Which node was lost?", "Answer.", "look_up", "\"name\"");
  }

  @Test
  void passesOnWhatTheModelAsksFor() {
    Reply reply = chat(Behaviour.TOOL_CALL, new ArrayList<>());

    assertThat(reply.toolCalls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.tool()).isEqualTo("look_up");
              assertThat(call.arguments().replace(" ", "")).isEqualTo("{\"name\":\"node2\"}");
            });
  }

  @Test
  void argumentsThatAreNoJsonAreTheCallersToJudge() {
    Reply reply = chat(Behaviour.MALFORMED_ARGUMENTS, new ArrayList<>());

    assertThat(reply.toolCalls()).extracting(ToolCall::tool).containsExactly("look_up");
  }

  @Test
  void takesTheResultOfACall() {
    model = model(Behaviour.TEXT);
    var conversation = new ArrayList<>(QUESTION);
    var call = new SentCall("call-1", "look_up", SanitizedText.constant("{\"name\":\"node 2\"}"));
    conversation.add(Message.assistant(SanitizedText.EMPTY, List.of(call)));
    conversation.add(Message.result("call-1", SanitizedText.constant("It lost its power.")));
    Reply reply = model.chat(conversation, List.of(LOOK_UP), WITHIN, _ -> {});

    assertThat(reply.text()).isNotEmpty();
    assertThat(requests().getLast()).contains("call-1", "It lost its power.");
  }

  @Test
  void anOutageMayBeTriedAgainAndQuotesNothing() {
    for (Behaviour outage :
        List.of(Behaviour.TOO_MANY_REQUESTS, Behaviour.BROKEN, Behaviour.NONSENSE)) {
      BackendException failure = failure(outage);
      assertThat(failure).as("%s", outage).isNotNull();
      assertThat(failure.retryable()).as("%s", outage).isTrue();
      assertThat(failure).as("%s", outage).hasMessageNotContaining(PLANTED);
      assertThat(failure.getCause() == null ? "" : failure.getCause().toString())
          .doesNotContain(PLANTED);
      model.close();
    }
  }

  @Test
  void whatTheServerDoesNotTakeIsNotSentAgain() {
    BackendException failure = failure(Behaviour.REFUSED);

    assertThat(failure.retryable()).isFalse();
    assertThat(failure).hasMessageNotContaining(PLANTED);
    assertThat(requests()).hasSize(1);
  }

  @Test
  void followsNoRedirect() {
    assertThat(failure(Behaviour.REDIRECT)).isNotNull();
    assertThat(requests()).hasSize(1);
  }

  @Test
  void anAnswerThatBreaksOffIsNoAnswer() {
    var pieces = new ArrayList<String>();
    BackendException failure =
        catchThrowableOfType(BackendException.class, () -> chat(Behaviour.CUT, pieces));

    assertThat(pieces).hasSize(1);
    assertThat(failure.retryable()).isFalse();
    assertThat(requests()).hasSize(1);
  }

  @Test
  void waitsNoLongerThanItMay() {
    // What is loaded at the first call takes time of its own.
    chat(Behaviour.TEXT, new ArrayList<>());
    model.close();
    model = model(Behaviour.STALL);
    var pieces = new ArrayList<String>();
    assertThatThrownBy(() -> model.chat(QUESTION, List.of(), Duration.ofMillis(700), pieces::add))
        .isInstanceOf(BackendException.class);
    assertThat(pieces).hasSize(1);
    assertThat(clientLeft()).isTrue();
  }

  @Test
  void aCallerThatIsInterruptedEndsTheConnection() throws Exception {
    model = model(Behaviour.STALL);
    var begun = new CountDownLatch(1);
    var ended = new CompletableFuture<Throwable>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    model.chat(QUESTION, List.of(), WITHIN, _ -> begun.countDown());
                    ended.complete(null);
                  } catch (RuntimeException e) {
                    ended.complete(e);
                  }
                });
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();

    assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(BackendException.class);
    assertThat(clientLeft()).isTrue();
  }

  @Test
  void whatTheListenerThrowsEndsTheConnectionAndReachesTheCaller() {
    model = model(Behaviour.STALL);
    assertThatThrownBy(
            () ->
                model.chat(
                    QUESTION,
                    List.of(),
                    WITHIN,
                    _ -> {
                      throw new IllegalStateException("gone");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("gone");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(clientLeft()).isTrue();
  }

  @Test
  void aCheckTellsWhetherTheServerAnswers() {
    model = model(Behaviour.TEXT);
    assertThat(model.check().up()).isTrue();
    assertThat(requests()).isEmpty();
  }
}
