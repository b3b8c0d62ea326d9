package org.faultmaven.query.model;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.contracts.port.IChatModel.Reply;
import org.faultmaven.contracts.port.IChatModel.ToolCall;
import org.jspecify.annotations.Nullable;

/**
 * One reply while it comes. Throws nothing into the library, which would log it, with what the
 * model said in it; the first thing that goes wrong is what counts.
 */
final class ReplyStream implements StreamingChatResponseHandler {
  private final String system;
  private final String model;
  private final Consumer<String> onText;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;
  private boolean shown;
  private @Nullable ChatResponse response;
  private @Nullable Throwable failure;
  private @Nullable RuntimeException ofListener;

  /**
   * @param system who is asked, for messages
   */
  ReplyStream(String system, String model, Consumer<String> onText) {
    this.system = system;
    this.model = model;
    this.onText = onText;
  }

  @Override
  public void onPartialResponse(String text) {
    lock.lock();
    try {
      if (!closed && failure == null && !text.isEmpty()) {
        shown = true;
        onText.accept(text);
      }
    } catch (RuntimeException e) {
      ofListener = e;
      closed = true;
      // Nobody listens any more: the rest is not to be read.
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse complete) {
    response = complete;
  }

  @Override
  public void onError(Throwable error) {
    if (failure == null) {
      failure = error;
    }
  }

  /** After this nothing is handed out any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /** What the one who is handed the text threw, or null. */
  @Nullable RuntimeException ofListener() {
    return ofListener;
  }

  boolean shown() {
    return shown;
  }

  /**
   * The reply, once the library is done.
   *
   * @throws InterruptedException when it was broken off on purpose
   * @throws CallFailedException retryable only when no text was handed out
   */
  Reply reply() throws InterruptedException {
    Throwable failed = failure;
    if (ofListener != null || (failed != null && Thread.currentThread().isInterrupted())) {
      throw new InterruptedException();
    }
    if (failed != null) {
      throw failure(failed);
    }
    ChatResponse whole = response;
    if (whole == null || whole.finishReason() == null) {
      throw new CallFailedException("cut stream", system + " broke off its answer", !shown);
    }
    return reply(whole);
  }

  private Reply reply(ChatResponse whole) {
    String text = whole.aiMessage().text();
    TokenUsage usage = whole.tokenUsage();
    List<ToolCall> calls =
        whole.aiMessage().toolExecutionRequests().stream()
            .map(call -> new ToolCall(orEmpty(call.name()), orEmpty(call.arguments())))
            .toList();
    return new Reply(
        orEmpty(text),
        calls,
        model,
        whole.finishReason() != FinishReason.LENGTH,
        usage == null ? 0 : orZero(usage.inputTokenCount()),
        usage == null ? 0 : orZero(usage.outputTokenCount()));
  }

  private CallFailedException failure(Throwable failed) {
    Optional<HttpException> http = cause(failed, HttpException.class);
    if (http.isPresent()) {
      return HttpFailure.of(system, http.get().statusCode(), !shown);
    }
    if (cause(failed, IOException.class).isPresent()) {
      return new CallFailedException(
          "broken connection",
          system + (shown ? " broke off its answer" : " can't be reached, or broke off"),
          !shown);
    }
    return new CallFailedException(
        "no answer", system + " answered with what is no answer of a model", !shown);
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failed, Class<T> type) {
    Throwable next = failed;
    while (next != null) {
      if (type.isInstance(next)) {
        return Optional.of(type.cast(next));
      }
      next = next.getCause();
    }
    return Optional.empty();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static int orZero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }
}
