package org.faultmaven.query.tool;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ITool;
import org.faultmaven.contracts.tool.BoundedRunner;
import org.faultmaven.contracts.tool.ToolAnswer;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.contracts.trace.TraceSpan;
import tools.jackson.databind.json.JsonMapper;

/** A tool of this process. One that hangs holds its own few places, and nobody else's. */
final class LocalTool implements KnownTool {
  private final ITool tool;
  private final ToolDescription description;
  private final ArgumentSchema schema;
  private final BoundedRunner runner;
  private final int maxResult;

  /**
   * @throws IllegalArgumentException when its schema is none
   */
  LocalTool(ITool tool, int concurrent, int maxResult) {
    this.tool = tool;
    this.description = tool.describe();
    this.schema = ArgumentSchema.of(description.argumentsSchema());
    this.runner = new BoundedRunner("tool-" + description.name(), concurrent);
    this.maxResult = maxResult;
  }

  ITool tool() {
    return tool;
  }

  @Override
  public ToolDescription description() {
    return description;
  }

  @Override
  public ArgumentSchema schema() {
    return schema;
  }

  @Override
  public ToolStatus status() {
    return new ToolStatus(
        description.name(),
        description.description(),
        JsonMapper.shared().readTree(description.argumentsSchema()),
        description.readOnly(),
        "FaultMaven",
        true,
        null,
        null,
        "UP",
        null,
        null);
  }

  @Override
  public Reply call(Invocation call) {
    Callable<Reply> work = TraceSpan.current().carried(() -> run(call));
    CompletableFuture<Reply> running = runner.tryRun(work, call.deadline());
    if (running == null) {
      return new Reply.Busy();
    }
    try {
      return running.get();
    } catch (ExecutionException e) {
      Throwable failure = Objects.requireNonNullElse(e.getCause(), e);
      if (failure instanceof BackendException away && away.retryable()) {
        // What this service needs itself: the tool has not failed.
        throw away;
      }
      if (failure instanceof UnfitArgumentsException unfit) {
        return new Reply.Unfit(String.valueOf(unfit.getMessage()));
      }
      return failure instanceof TimeoutException
          ? new Reply.Expired()
          : new Reply.Raw(ToolAnswer.failed(failure, maxResult));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("The service is stopping", true);
    }
  }

  private Reply run(Invocation call) {
    if (tool instanceof SanitizedTool sanitized) {
      var arguments = new ToolArguments(call.arguments());
      return new Reply.Clean(sanitized.answer(call.tenant(), arguments, call.deadline()));
    }
    String result = tool.call(call.tenant(), call.arguments().text(), call.deadline());
    return new Reply.Raw(ToolAnswer.ok(result, maxResult));
  }
}
