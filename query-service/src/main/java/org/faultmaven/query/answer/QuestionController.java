package org.faultmaven.query.answer;

import java.io.InputStream;
import java.time.Duration;
import org.faultmaven.query.search.TimeRange;
import org.faultmaven.query.search.TypedText;
import org.faultmaven.query.web.JsonBody;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code POST /api/v1/questions}. */
@RestController
public final class QuestionController {
  private static final int MAX_BYTES = 64 << 10;

  /** The request. */
  record Request(
      @Nullable String question,
      @Nullable String source,
      @Nullable String from,
      @Nullable String to) {}

  private final TypedText typed;
  private final Answerer answerer;
  private final Duration longest;

  /**
   * @param longest that an answer is streamed for
   */
  QuestionController(TypedText typed, Answerer answerer, Duration longest) {
    this.typed = typed;
    this.answerer = answerer;
    this.longest = longest;
  }

  /** Without the type that it produces, so that a client that takes anything gets this. */
  @PostMapping(path = "/api/v1/questions", consumes = MediaType.APPLICATION_JSON_VALUE)
  public Answer ask(InputStream body) {
    return answerer.answer(asked(body), AnswerListener.NONE);
  }

  @PostMapping(
      path = "/api/v1/questions",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(InputStream body) {
    AskedQuestion asked = asked(body);
    return AnswerStream.start(listener -> answerer.answer(asked, listener), longest);
  }

  private AskedQuestion asked(InputStream body) {
    Request request = JsonBody.read(body, Request.class, MAX_BYTES);
    TimeRange range = TimeRange.parse(request.from(), request.to());
    TypedText.Typed question = typed.typed("question", request.question());
    return AskedQuestion.alone(question, typed.source(request.source()), range);
  }
}
