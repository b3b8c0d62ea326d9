package org.faultmaven.query.answer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IChatModel;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.tool.ToolDescription;

/** Says what a test wants, and keeps what it was told. */
final class ScriptedModel implements IChatModel {
  private interface Step {
    Reply say(Consumer<String> onText);
  }

  private final Deque<Step> steps = new ArrayDeque<>();
  final List<List<Message>> conversations = new ArrayList<>();
  final List<List<ToolDescription>> offers = new ArrayList<>();

  /** In pieces of a few letters. */
  ScriptedModel says(String text) {
    return says(text, true);
  }

  ScriptedModel says(String text, boolean complete) {
    steps.add(
        onText -> {
          pieces(text, onText);
          return new Reply(text, List.of(), "local/scripted", complete, 100, 20);
        });
    return this;
  }

  ScriptedModel asks(String tool, String arguments) {
    return asks("", List.of(new ToolCall(tool, arguments)));
  }

  ScriptedModel asks(String text, List<ToolCall> calls) {
    steps.add(
        onText -> {
          pieces(text, onText);
          return new Reply(text, calls, "local/scripted", true, 100, 20);
        });
    return this;
  }

  ScriptedModel fails(BackendException failure) {
    return breaksOff("", failure);
  }

  ScriptedModel breaksOff(String text, BackendException failure) {
    steps.add(
        onText -> {
          pieces(text, onText);
          throw failure;
        });
    return this;
  }

  private static void pieces(String text, Consumer<String> onText) {
    for (int from = 0; from < text.length(); from += 7) {
      onText.accept(text.substring(from, Math.min(text.length(), from + 7)));
    }
  }

  /** Everything that ever was sent to it. */
  String sent() {
    return conversations.stream()
        .flatMap(List::stream)
        .map(
            message ->
                message.text()
                    + message.calls().stream()
                        .map(call -> call.tool() + call.arguments())
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public Reply chat(
      List<Message> messages,
      List<ToolDescription> tools,
      Duration within,
      Consumer<String> onText) {
    conversations.add(List.copyOf(messages));
    offers.add(tools);
    return steps.removeFirst().say(onText);
  }

  @Override
  public Health check() {
    return Health.up(Duration.ZERO);
  }

  @Override
  public void close() {}
}
