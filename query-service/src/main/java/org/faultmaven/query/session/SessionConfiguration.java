package org.faultmaven.query.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.query.answer.AnswerStream;
import org.faultmaven.query.answer.Answerer;
import org.faultmaven.query.search.TypedText;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the sessions. */
@Configuration(proxyBeanMethods = false)
public class SessionConfiguration {
  @Bean
  SessionService sessionService(
      ISessionStore sessions,
      FaultMavenConfig config,
      Topics topics,
      KeyedHash hash,
      Answerer answerer,
      Clock clock,
      ObjectProvider<MeterRegistry> meters) {
    return new SessionService(
        sessions,
        config.session(),
        topics.tenant(),
        hash,
        answerer,
        clock,
        new SessionMeters(meters.getIfAvailable(CompositeMeterRegistry::new)));
  }

  @Bean
  SessionController sessionController(
      FaultMavenConfig config, SessionService sessions, TypedText typedText) {
    return new SessionController(sessions, typedText, AnswerStream.longest(config.llm()));
  }
}
