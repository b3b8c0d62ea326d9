package org.faultmaven.query.answer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.ZoneId;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.IChatModel;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.query.model.ConfiguredModel;
import org.faultmaven.query.model.SessionTokens;
import org.faultmaven.query.model.TokenBudget;
import org.faultmaven.query.search.Retrieval;
import org.faultmaven.query.search.TypedText;
import org.faultmaven.query.tool.ToolRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the answering of questions. */
@Configuration(proxyBeanMethods = false)
public class AnswerConfiguration {

  @Bean
  TokenBudget tokenBudget(FaultMavenConfig config, Clock clock) {
    return new SessionTokens(config.llm().sessionTokens(), config.session().absoluteCap(), clock);
  }

  /** Models take part when there is one, and tools likewise. */
  @Bean
  Answerer answerer(
      FaultMavenConfig config,
      Topics topics,
      Retrieval retrieval,
      IKeywordIndex keywords,
      Clock clock,
      ISanitizer sanitizer,
      Policies policies,
      TokenBudget budget,
      ObjectProvider<ConfiguredModel> configured,
      ToolRegistry tools,
      ObjectProvider<MeterRegistry> registry) {
    MeterRegistry meters = registry.getIfAvailable(CompositeMeterRegistry::new);
    IChatModel model = configured.getIfAvailable(() -> new ConfiguredModel(null)).model();
    ZoneId zone = config.index().timeZone();
    ModelAnswerer models =
        model == null
            ? null
            : new ModelAnswerer(
                model,
                new RegistryTools(tools),
                budget,
                sanitizer,
                topics.tenant(),
                policies.named(config.sanitizer().documentsPolicy()),
                new Prompt(zone, config.llm().evidenceChars()),
                ModelLimits.of(config.llm()),
                new ModelMeters(meters));
    return answerer(retrieval, keywords, topics.tenant(), zone, clock, models, meters);
  }

  static Answerer answerer(
      Retrieval retrieval,
      IKeywordIndex keywords,
      Tenant tenant,
      ZoneId zone,
      Clock clock,
      @Nullable ModelAnswerer models,
      MeterRegistry meters) {
    var indexed = new IndexedTimes(keywords, tenant, zone);
    var occurrences = new Occurrences(retrieval);
    return new Answerer(
        retrieval,
        new TimeParser(zone, clock, indexed),
        new EvidenceSearch(retrieval, occurrences, indexed),
        new AnswerText(zone, occurrences, indexed),
        new ModelText(zone),
        models,
        meters);
  }

  @Bean
  QuestionController questionController(
      TypedText typedText, Answerer answerer, FaultMavenConfig config) {
    return new QuestionController(typedText, answerer, AnswerStream.longest(config.llm()));
  }
}
