package org.faultmaven.query.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IChatModel;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.tool.ToolDescription;
import org.junit.jupiter.api.Test;

class FallbackModelTest {
  private static final List<IChatModel.Message> QUESTION =
      List.of(IChatModel.Message.user(SanitizedText.constant("What happened?")));

  private final List<String> asked = new ArrayList<>();

  /** Fails as often as it is told, then answers. */
  private final class Scripted implements IChatModel {
    private final String name;
    private final List<BackendException> failures;

    Scripted(String name, BackendException... failures) {
      this.name = name;
      this.failures = new ArrayList<>(List.of(failures));
    }

    @Override
    public Reply chat(
        List<Message> messages,
        List<ToolDescription> tools,
        Duration within,
        Consumer<String> onText) {
      asked.add(name);
      if (!failures.isEmpty()) {
        throw failures.removeFirst();
      }
      onText.accept("hello");
      return new Reply("hello", List.of(), name, true, 1, 1);
    }

    @Override
    public Health check() {
      return Health.up(Duration.ZERO);
    }

    @Override
    public void close() {
      asked.add("closed " + name);
    }
  }

  private static BackendException away() {
    return new BackendException("away", true);
  }

  private static String ask(IChatModel model) {
    return model.chat(QUESTION, List.of(), Duration.ofSeconds(20), _ -> {}).model();
  }

  @Test
  void theFirstAnswers() {
    assertThat(ask(new FallbackModel(List.of(new Scripted("a"), new Scripted("b")))))
        .isEqualTo("a");
    assertThat(asked).containsExactly("a");
  }

  @Test
  void theNextStandsInInOrder() {
    var models = List.of(new Scripted("a", away()), new Scripted("b", away()), new Scripted("c"));
    assertThat(ask(new FallbackModel(models))).isEqualTo("c");
    assertThat(asked).containsExactly("a", "b", "c");
  }

  @Test
  void theLastIsAskedTwice() {
    assertThat(ask(new FallbackModel(List.of(new Scripted("a", away()))))).isEqualTo("a");
    assertThat(asked).containsExactly("a", "a");
  }

  @Test
  void whatWouldFailAgainIsNotTriedAgain() {
    var refused = new BackendException("refused, or text was shown", false);
    var model = new FallbackModel(List.of(new Scripted("a", refused), new Scripted("b")));
    assertThatThrownBy(() -> ask(model)).isSameAs(refused);
    assertThat(asked).containsExactly("a");
  }

  @Test
  void noTimeLeftIsNoTimeForAnother() {
    var model = new FallbackModel(List.of(new Scripted("a", away()), new Scripted("b")));
    assertThatThrownBy(() -> model.chat(QUESTION, List.of(), Duration.ofMillis(500), _ -> {}))
        .isInstanceOf(BackendException.class);
    assertThat(asked).containsExactly("a");
  }

  @Test
  void closesAll() {
    new FallbackModel(List.of(new Scripted("a"), new Scripted("b"))).close();
    assertThat(asked).containsExactly("closed a", "closed b");
  }
}
