package org.faultmaven.query.answer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.faultmaven.contracts.config.LlmConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.query.search.Hit;
import org.faultmaven.query.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * An answer as server-sent events: {@code evidence}, {@code text} and {@code tool} as they come,
 * and the whole as {@code answer}; or a problem document as {@code error}. A client that leaves
 * ends the work.
 */
public final class AnswerStream implements AnswerListener {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerStream.class);

  /** How often a silent stream is written to, since only writing tells that the client has left. */
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** Beyond the model's own time: a search, and what is under way when that time ends. */
  private static final Duration BESIDES = Duration.ofSeconds(60);

  private final SseEmitter emitter;
  private final Thread worker;
  private volatile boolean interruptible;
  private volatile boolean left;
  private volatile boolean done;

  private AnswerStream(Function<AnswerListener, Answer> work, Duration longest) {
    this.emitter = new SseEmitter(longest.toMillis());
    TraceSpan asked = TraceSpan.current();
    this.worker = Thread.ofVirtual().name("answer").unstarted(() -> asked.during(() -> run(work)));
  }

  /** How long an answer may be streamed for: a model's time, and that of the search before it. */
  public static Duration longest(LlmConfig config) {
    return config.timeout().plus(BESIDES);
  }

  /**
   * Begins to answer.
   *
   * @param work {@link Answerer#answer} of a question
   * @param longest after which the stream is closed and the work ended
   */
  public static SseEmitter start(Function<AnswerListener, Answer> work, Duration longest) {
    var stream = new AnswerStream(work, longest);
    stream.emitter.onTimeout(stream::leave);
    stream.emitter.onError(_ -> stream.leave());
    stream.emitter.onCompletion(stream::leave);
    stream.worker.start();
    Thread.ofVirtual().name("answer-beat").start(stream::beat);
    return stream.emitter;
  }

  private void run(Function<AnswerListener, Answer> work) {
    try {
      Answer answer = work.apply(this);
      send("answer", answer);
    } catch (CancellationException e) {
      LOG.debug("A client left before its answer was whole");
    } catch (ErrorResponseException e) {
      error(e.getBody());
    } catch (BackendException e) {
      error(Problem.of(e).getBody());
    } catch (RuntimeException e) {
      // Its message may hold what was asked.
      LOG.error("An answer failed with {} at {}", e.getClass().getName(), at(e));
      error(
          Problem.of(
                  HttpStatus.INTERNAL_SERVER_ERROR,
                  "The answer failed",
                  "Look into the log of the query service, and report what it says.")
              .getBody());
    } finally {
      done = true;
      emitter.complete();
    }
  }

  private static String at(RuntimeException e) {
    StackTraceElement[] stack = e.getStackTrace();
    return stack.length == 0 ? "an unknown place" : stack[0].toString();
  }

  private void error(Object problem) {
    try {
      send("error", problem);
    } catch (CancellationException e) {
      LOG.debug("A client left before it was told of a problem");
    }
  }

  private void beat() {
    try {
      while (!worker.join(BEAT) && !left) {
        emitter.send(SseEmitter.event().comment(""));
      }
    } catch (IOException | IllegalStateException e) {
      leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody reads any more. A search goes on to its end, which is near; a model is broken off. */
  private void leave() {
    left = true;
    if (interruptible && !done) {
      worker.interrupt();
    }
  }

  private void send(String event, Object data) {
    if (left) {
      throw new CancellationException("the client has left");
    }
    try {
      emitter.send(SseEmitter.event().name(event).data(data, MediaType.APPLICATION_JSON));
    } catch (IOException | IllegalStateException e) {
      left = true;
      throw new CancellationException("the client has left");
    }
  }

  @Override
  public void evidence(List<Hit> evidence) {
    send("evidence", evidence);
    interruptible = true;
    if (left) {
      throw new CancellationException("the client has left");
    }
  }

  @Override
  public void text(String piece) {
    send("text", Map.of("text", piece));
  }

  @Override
  public void tool(ToolUse use) {
    send("tool", use);
  }
}
