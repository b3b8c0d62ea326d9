package org.faultmaven.query.answer;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import org.faultmaven.query.search.TimeRange;
import org.faultmaven.query.search.TypedText;
import org.faultmaven.query.web.JsonBody;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/questions}. */
@RestController
final class QuestionController {
  private static final int MAX_BYTES = 64 << 10;

  /** The request. */
  record Request(
      @Nullable String question,
      @Nullable String source,
      @Nullable String from,
      @Nullable String to) {}

  private final TypedText typed;
  private final Answerer answerer;
  private final MeterRegistry meters;

  QuestionController(TypedText typed, Answerer answerer, MeterRegistry meters) {
    this.typed = typed;
    this.answerer = answerer;
    this.meters = meters;
  }

  @PostMapping(path = "/api/v1/questions", consumes = MediaType.APPLICATION_JSON_VALUE)
  Answer ask(InputStream body) {
    Request request = JsonBody.read(body, Request.class, MAX_BYTES);
    TimeRange range = TimeRange.parse(request.from(), request.to());
    TypedText.Typed question = typed.typed("question", request.question());
    AskedQuestion asked = AskedQuestion.alone(question, typed.source(request.source()), range);
    return meters
        .timer("faultmaven.questions", "mode", Answer.EXTRACTIVE)
        .record(() -> answerer.answer(asked, AnswerListener.NONE));
  }
}
