package org.faultmaven.query.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Turn;
import org.faultmaven.query.answer.Answer;
import org.faultmaven.query.answer.AnswerListener;
import org.faultmaven.query.answer.AnswerStream;
import org.faultmaven.query.search.TimeRange;
import org.faultmaven.query.search.TypedText;
import org.faultmaven.query.web.JsonBody;
import org.faultmaven.query.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code /api/v1/sessions}. */
@RestController
@RequestMapping(SessionController.PATH)
final class SessionController {
  static final String PATH = "/api/v1/sessions";
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_LIMIT = 1_000;
  private static final int MAX_CLIENT = 256;

  /** Who begins or resumes a session. */
  record Beginning(@Nullable String clientId) {}

  /** What is asked in it. */
  record Question(
      @Nullable String question,
      @Nullable String source,
      @Nullable String from,
      @Nullable String to) {}

  /**
   * A session.
   *
   * @param clientId a keyed hash of what the client gave; absent when it gave none
   * @param investigationHistory absent in a list
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String sessionId,
      @Nullable String clientId,
      Instant createdAt,
      Instant lastActivity,
      Instant expiresAt,
      List<String> dataUploads,
      @Nullable List<TurnView> investigationHistory) {
    static View whole(Session session) {
      return of(session, session.investigationHistory().stream().map(TurnView::of).toList());
    }

    static View brief(Session session) {
      return of(session, null);
    }

    private static View of(Session session, @Nullable List<TurnView> turns) {
      return new View(
          session.id(),
          session.clientId(),
          session.createdAt(),
          session.lastActivity(),
          session.expiresAt(),
          session.dataUploads(),
          turns);
    }
  }

  /** A turn; its answer is as it was given, with long evidence cut. */
  record TurnView(Instant at, String question, @JsonRawValue String answer) {
    static TurnView of(Turn turn) {
      return new TurnView(turn.at(), turn.question().text(), turn.answer().text());
    }
  }

  /** The live sessions. */
  record Sessions(List<View> sessions) {}

  private final SessionService service;
  private final TypedText typed;
  private final Duration longest;

  /**
   * @param longest that an answer is streamed for
   */
  SessionController(SessionService service, TypedText typed, Duration longest) {
    this.service = service;
    this.typed = typed;
    this.longest = longest;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<View> start(InputStream body) {
    Beginning beginning = JsonBody.read(body, Beginning.class, MAX_BYTES);
    SessionService.Started started = service.start(clientId(beginning.clientId()));
    View view = View.whole(started.session());
    return started.resumed()
        ? ResponseEntity.ok(view)
        : ResponseEntity.created(URI.create(PATH + "/" + view.sessionId())).body(view);
  }

  @GetMapping
  Sessions list(
      @RequestParam(required = false) @Nullable String clientId,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.badRequest("The limit is a whole number from 1 to " + MAX_LIMIT + ".");
    }
    return new Sessions(service.list(clientId(clientId), limit).stream().map(View::brief).toList());
  }

  @GetMapping("/{id}")
  View get(@PathVariable String id) {
    return View.whole(service.get(id, Integer.MAX_VALUE));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String id) {
    service.delete(id);
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/{id}/heartbeat")
  View heartbeat(@PathVariable String id) {
    return View.brief(service.heartbeat(id));
  }

  /** Without the type that it produces, so that a client that takes anything gets this. */
  @PostMapping(path = "/{id}/questions", consumes = MediaType.APPLICATION_JSON_VALUE)
  Answer ask(@PathVariable String id, InputStream body) {
    return asking(id, body).apply(AnswerListener.NONE);
  }

  @PostMapping(
      path = "/{id}/questions",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(@PathVariable String id, InputStream body) {
    Function<AnswerListener, Answer> asking = asking(id, body);
    // What is wrong from the start is a status, and not an event.
    service.get(id, 0);
    return AnswerStream.start(asking, longest);
  }

  private Function<AnswerListener, Answer> asking(String id, InputStream body) {
    Question request = JsonBody.read(body, Question.class, MAX_BYTES);
    TimeRange range = TimeRange.parse(request.from(), request.to());
    TypedText.Typed question = typed.typed("question", request.question());
    SessionService.require(question);
    String source = typed.source(request.source());
    return listener -> service.ask(id, question, source, range, listener);
  }

  private static @Nullable String clientId(@Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      return null;
    }
    if (raw.codePointCount(0, raw.length()) > MAX_CLIENT) {
      throw Problem.badRequest(
          "The field clientId has more than " + MAX_CLIENT + " characters. Shorten it.");
    }
    return raw.strip();
  }
}
