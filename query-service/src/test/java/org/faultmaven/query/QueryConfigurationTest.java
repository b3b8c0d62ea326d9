package org.faultmaven.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.query.keyword.KeywordFeeder;
import org.faultmaven.query.tool.ToolRegistry;
import org.faultmaven.runtime.InProcessSanitizer;
import org.faultmaven.runtime.access.AccessRule;
import org.faultmaven.search.LocalSearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.web.bind.annotation.RestController;

class QueryConfigurationTest {
  @Test
  void wires_the_service_from_its_ports_and_starts_without_kafka(@TempDir Path folder) {
    try (var context = new AnnotationConfigApplicationContext()) {
      context.registerBean(FaultMavenConfig.class, () -> Broker.config("127.0.0.1:1"));
      context.registerBean(Topics.class, () -> new Topics("test.", Tenant.DEFAULT, List.of()));
      context.registerBean(Policies.class, () -> TestPorts.POLICIES);
      context.registerBean(ISanitizer.class, TestPorts::sanitizer);
      context.registerBean(
          InProcessSanitizer.class, () -> new InProcessSanitizer(TestPorts.sanitizer()));
      context.registerBean(IEmbedder.class, TestPorts::embedder);
      context.registerBean(IVectorStore.class, TestPorts::away);
      context.registerBean(IKeywordIndex.class, () -> LocalSearch.keywords(folder));
      context.registerBean(KeyedHash.class, () -> new KeyedHash(new byte[32]));
      context.registerBean(ISessionStore.class, () -> Mockito.mock(ISessionStore.class));
      context.registerBean(ITracer.class, () -> ITracer.OFF);
      context.registerBean(Clock.class, Clock::systemUTC);
      context.registerBean(AccessRule.class, () -> new AccessRule(false));
      context.register(QueryConfiguration.class);
      context.refresh();

      assertThat(context.getBeansWithAnnotation(RestController.class)).hasSize(7);
      assertThat(context.getBean(ToolRegistry.class).list())
          .extracting(ToolDescription::name)
          .containsExactly("knowledge_base", "log_context", "log_timeline");
      KeywordFeeder feeder = context.getBean(KeywordFeeder.class);
      assertThat(feeder.isRunning()).isTrue();
      assertThat(feeder.caughtUp()).isFalse();
      context.stop();
      assertThat(feeder.isRunning()).isFalse();
    }
  }
}
