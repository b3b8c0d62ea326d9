package org.faultmaven.contracts.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.port.ITool;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/** Carries out calls, each once, and answers them. */
final class CallRunner {
  private static final Logger LOG = System.getLogger(CallRunner.class.getName());

  private final ITool tool;
  private final ToolHostSettings settings;
  private final Producer<byte[], byte[]> producer;
  private final BoundedRunner runner;
  private final AnswerMemory memory;
  private final boolean readOnly;

  CallRunner(ITool tool, ToolHostSettings settings, Producer<byte[], byte[]> producer) {
    ToolDescription description = tool.describe();
    this.tool = tool;
    this.settings = settings;
    this.producer = producer;
    this.runner = new BoundedRunner("tool-" + description.name(), settings.concurrent());
    this.memory = new AnswerMemory(settings.maxResult());
    this.readOnly = description.readOnly();
  }

  /**
   * Begins a call when a place is free.
   *
   * @param settled is run when the call needs nothing more: it was answered, or nobody waits
   * @return false when no place is free: try again
   */
  boolean tryBegin(ToolCall call, Runnable settled) {
    byte[] arguments = call.arguments().getBytes(UTF_8);
    AnswerMemory.Remembered begun = memory.of(call.idempotencyKey(), arguments, () -> begin(call));
    if (begun == null) {
      return false;
    }
    if (!begun.isOf(arguments)) {
      answer(call, failed("the idempotency key has been used with other arguments"), settled);
      return true;
    }
    CompletableFuture<?> done =
        begun.answer().handle((answer, failure) -> end(call, begun, answer, failure, settled));
    done.exceptionally(
        e -> {
          LOG.log(Level.WARNING, "a call was not answered ({0})", e.getClass().getSimpleName());
          settled.run();
          return null;
        });
    return true;
  }

  private @Nullable CompletableFuture<ToolAnswer> begin(ToolCall call) {
    return runner.tryRun(
        () ->
            ToolAnswer.ok(
                tool.call(settings.topics().tenant(), call.arguments(), call.deadline()),
                settings.maxResult()),
        call.deadline());
  }

  private @Nullable Object end(
      ToolCall call,
      AnswerMemory.Remembered begun,
      @Nullable ToolAnswer answer,
      @Nullable Throwable thrown,
      Runnable settled) {
    Throwable failure = thrown instanceof CompletionException e ? e.getCause() : thrown;
    if (failure instanceof TimeoutException && readOnly) {
      // Nothing was changed: a next call with this key may try again.
      memory.forget(call.idempotencyKey(), begun);
    }
    if (!Instant.now().isBefore(call.deadline()) || !begun.firstAnswerTo(call.correlation())) {
      settled.run();
    } else if (answer != null) {
      answer(call, answer, settled);
    } else if (failure instanceof TimeoutException) {
      answer(call, failed("a call with this key ran out of time, carried out or not"), settled);
    } else if (failure != null) {
      answer(call, ToolAnswer.failed(failure, settings.maxResult()), settled);
    }
    return null;
  }

  private ToolAnswer failed(String why) {
    return ToolAnswer.limited(false, why.getBytes(UTF_8), settings.maxResult());
  }

  private void answer(ToolCall call, ToolAnswer answer, Runnable settled) {
    var headers = new RecordHeaders();
    TopicHeaders.put(headers, ToolProtocol.CORRELATION, call.correlation());
    TopicHeaders.put(
        headers, ToolProtocol.OUTCOME, answer.ok() ? ToolProtocol.OK : ToolProtocol.FAILED);
    TraceContext trace = call.trace();
    if (trace != null) {
      trace.put(headers);
    }
    if (answer.truncated()) {
      TopicHeaders.put(headers, ToolProtocol.TRUNCATED, "true");
    }
    var result =
        new ProducerRecord<byte[], byte[]>(
            settings.topics().toolResults().name(),
            null,
            null,
            call.idempotencyKey().getBytes(UTF_8),
            answer.text().getBytes(UTF_8),
            headers);
    try {
      var _ =
          producer.send(
              result,
              (_, e) -> {
                if (e != null) {
                  LOG.log(
                      Level.WARNING, "a result was not sent ({0})", e.getClass().getSimpleName());
                }
                settled.run();
              });
    } catch (KafkaException | IllegalStateException e) {
      LOG.log(Level.WARNING, "a result was not sent ({0})", e.getClass().getSimpleName());
      settled.run();
    }
  }
}
