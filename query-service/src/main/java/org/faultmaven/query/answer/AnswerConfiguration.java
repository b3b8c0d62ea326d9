package org.faultmaven.query.answer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.ZoneId;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.query.search.Retrieval;
import org.faultmaven.query.search.TypedText;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the answering of questions. */
@Configuration(proxyBeanMethods = false)
public class AnswerConfiguration {
  @Bean
  Answerer answerer(
      FaultMavenConfig config,
      Topics topics,
      Retrieval retrieval,
      IKeywordIndex keywords,
      Clock clock) {
    return answerer(retrieval, keywords, topics.tenant(), config.index().timeZone(), clock);
  }

  static Answerer answerer(
      Retrieval retrieval, IKeywordIndex keywords, Tenant tenant, ZoneId zone, Clock clock) {
    var indexed = new IndexedTimes(keywords, tenant, zone);
    var occurrences = new Occurrences(retrieval);
    return new Answerer(
        retrieval,
        new TimeParser(zone, clock, indexed),
        new EvidenceSearch(retrieval, occurrences, indexed),
        new AnswerText(zone, occurrences, indexed));
  }

  @Bean
  QuestionController questionController(
      TypedText typedText, Answerer answerer, ObjectProvider<MeterRegistry> meters) {
    return new QuestionController(
        typedText, answerer, meters.getIfAvailable(CompositeMeterRegistry::new));
  }
}
