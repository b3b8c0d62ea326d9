package org.faultmaven.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private final Topics topics = new Topics("faultmaven.", Tenant.DEFAULT, List.of());

  @Test
  void namesAreTheDesigns() {
    assertThat(topics.rawDocuments().name()).isEqualTo("faultmaven.documents.raw");
    assertThat(topics.cleanDocuments().name()).isEqualTo("faultmaven.documents.clean");
    assertThat(topics.rawLogs()).extracting(RawTopic::name).containsExactly("faultmaven.logs.raw");
    assertThat(topics.cleanLogs())
        .extracting(SanitizedTopic::name)
        .containsExactly("faultmaven.logs.clean");
    assertThat(topics.documentEvents().name()).isEqualTo("faultmaven.documents.events");
    assertThat(topics.entries().name()).isEqualTo("faultmaven.entries");
    assertThat(topics.deadLetters().name()).isEqualTo("faultmaven.deadletter");
    assertThat(topics.toolRegistry().name()).isEqualTo("faultmaven.tools.registry");
    assertThat(topics.toolCalls("web_search").name())
        .isEqualTo("faultmaven.tools.calls.web_search");
    assertThat(topics.toolResults().name()).isEqualTo("faultmaven.tools.results");
  }

  @Test
  void whatAnybodyMayWriteIsRaw() {
    assertThat(List.of(topics.deadLetters(), topics.toolRegistry(), topics.toolResults()))
        .allSatisfy(topic -> assertThat(topic.sensitivity()).isEqualTo(Sensitivity.RAW));
    assertThat(List.of(topics.entries(), topics.documentEvents(), topics.toolCalls("x")))
        .allSatisfy(topic -> assertThat(topic.sensitivity()).isEqualTo(Sensitivity.SANITIZED));
  }

  @Test
  void existingTopicsCanBeRaw() {
    var mixed =
        new Topics("fm.", new Tenant("team-a"), List.of("app.events", "fm.logs.raw", "nginx"));

    assertThat(mixed.rawLogs())
        .extracting(RawTopic::name)
        .containsExactly("app.events", "fm.logs.raw", "nginx");
    assertThat(mixed.cleanLogs())
        .extracting(SanitizedTopic::name)
        .containsExactly("fm.clean.app.events", "fm.logs.clean", "fm.clean.nginx");
    assertThat(mixed.cleanOf("nginx").name()).isEqualTo("fm.clean.nginx");
    assertThat(mixed.cleanOf("fm.documents.raw")).isEqualTo(mixed.cleanDocuments());
    assertThat(mixed.tenant()).isEqualTo(new Tenant("team-a"));
    assertThat(mixed.rawLogs()).allMatch(topic -> topic.tenant().equals(mixed.tenant()));
  }

  @Test
  void anothersTopicHasNoCleanOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> topics.cleanOf("payments"));
    assertThatIllegalArgumentException().isThrownBy(() -> topics.cleanOf("faultmaven.logs.clean"));
  }
}
