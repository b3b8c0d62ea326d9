package org.faultmaven.query;

import org.faultmaven.query.answer.AnswerConfiguration;
import org.faultmaven.query.citation.CitationConfiguration;
import org.faultmaven.query.document.DocumentConfiguration;
import org.faultmaven.query.keyword.KeywordConfiguration;
import org.faultmaven.query.mcp.McpConfiguration;
import org.faultmaven.query.sanitize.SanitizeConfiguration;
import org.faultmaven.query.search.SearchConfiguration;
import org.faultmaven.query.session.SessionConfiguration;
import org.faultmaven.query.tool.ToolConfiguration;
import org.faultmaven.query.web.ProblemAdvice;
import org.faultmaven.runtime.web.OpenApiConfiguration;
import org.faultmaven.runtime.web.OpenApiPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The whole query service. Import this one; it needs {@code FaultMavenConfig}, {@code Topics},
 * {@code Policies}, {@code ISanitizer}, {@code IEmbedder}, {@code IVectorStore}, {@code
 * IKeywordIndex}, {@code ISessionStore}, {@code KeyedHash}, {@code AccessRule} and {@code Clock},
 * takes a {@code MeterRegistry} if there is one, and starts its readers of the entries topic and of
 * the tools' topics with the context.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  KeywordConfiguration.class,
  SearchConfiguration.class,
  CitationConfiguration.class,
  DocumentConfiguration.class,
  AnswerConfiguration.class,
  SanitizeConfiguration.class,
  SessionConfiguration.class,
  ToolConfiguration.class,
  McpConfiguration.class,
  ProblemAdvice.class,
  OpenApiConfiguration.class
})
public class QueryConfiguration {
  @Bean
  OpenApiPart queryApi() {
    return new OpenApiPart("openapi/query-service.yaml");
  }
}
