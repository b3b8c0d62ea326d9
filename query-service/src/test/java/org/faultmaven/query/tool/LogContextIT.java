package org.faultmaven.query.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.query.Broker;
import org.faultmaven.query.TestPorts;
import org.faultmaven.query.citation.CitationConfiguration;
import org.faultmaven.query.citation.Surroundings;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log around a citation, from a real log. */
class LogContextIT {
  private static long send(Broker broker, String topic, String source, String text)
      throws Exception {
    var headers = new RecordHeaders();
    TopicHeaders.put(headers, TopicHeaders.SOURCE, source);
    return broker.send(new ProducerRecord<>(topic, 0, null, null, text.getBytes(UTF_8), headers));
  }

  @Test
  void reads_records_of_the_same_source_around_one() throws Exception {
    try (var broker = new Broker();
        var context = new AnnotationConfigApplicationContext()) {
      context.registerBean(FaultMavenConfig.class, () -> broker.config);
      context.registerBean(Topics.class, () -> broker.topics);
      context.registerBean(IVectorStore.class, TestPorts::away);
      context.register(CitationConfiguration.class);
      context.refresh();
      String topic = broker.topics.cleanLogs().getFirst().name();
      broker.create(topic, 1, Map.of());
      List<Long> offsets = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        offsets.add(send(broker, topic, "a.log", "line " + i));
        send(broker, topic, "b.log", "of somebody else");
      }
      var tool = new LogContextTool(broker.topics, context.getBean(Surroundings.class));
      JsonNode found = ask(tool, topic, 0, offsets.get(3), 2, 1);

      assertThat(found.path("source").stringValue()).isEqualTo("a.log");
      assertThat(found.path("records").valueStream().map(each -> each.path("text").stringValue()))
          .containsExactly("line 1", "line 2", "line 3", "line 4");
      assertThat(found.path("records").get(2).path("cited").booleanValue()).isTrue();
      assertThat(ask(tool, topic, 0, offsets.get(0), 50, 0).path("records")).hasSize(1);

      broker.deleteBefore(topic, 4);
      assertThatThrownBy(() -> ask(tool, topic, 0, 2, 1, 1))
          .isInstanceOf(UnfitArgumentsException.class)
          .hasMessageContaining("no record stands there");
      assertThatThrownBy(() -> ask(tool, topic, 0, 10_000, 1, 1))
          .isInstanceOf(UnfitArgumentsException.class);
      assertThatThrownBy(() -> ask(tool, topic, 7, 5, 1, 1))
          .isInstanceOf(UnfitArgumentsException.class);
      assertThatThrownBy(() -> ask(tool, broker.topics.rawDocuments().name(), 0, 0, 1, 1))
          .isInstanceOf(UnfitArgumentsException.class)
          .hasMessageContaining("no such topic");
    }
  }

  private static JsonNode ask(
      LogContextTool tool, String topic, int partition, long offset, int before, int after) {
    String arguments =
        """
        {"topic":"%s","partition":%d,"offset":%d,"before":%d,"after":%d}\
        """
            .formatted(topic, partition, offset, before, after);
    return JsonMapper.shared()
        .readTree(
            tool.answer(
                    Tenant.DEFAULT,
                    new ToolArguments(SampleEntries.text(arguments)),
                    Instant.now().plusSeconds(20))
                .text());
  }
}
