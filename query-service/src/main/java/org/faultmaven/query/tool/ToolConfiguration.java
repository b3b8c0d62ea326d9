package org.faultmaven.query.tool;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.faultmaven.adapters.websearch.WebSearch;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.tool.RegisteredTool;
import org.faultmaven.contracts.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Wires the tools. A class of this package with {@code @RegisteredTool} is one: it is found by its
 * mark, and handed what its constructor asks for.
 */
@Configuration(proxyBeanMethods = false)
public class ToolConfiguration {
  /** It speaks to another system, and so is an adapter. */
  private static final String WEB_SEARCH = "web_search";

  @Bean
  ToolMetrics toolMetrics(FaultMavenConfig config, ObjectProvider<MeterRegistry> meters) {
    return new ToolMetrics(
        meters.getIfAvailable(CompositeMeterRegistry::new), config.tools().maxTools());
  }

  @Bean
  ToolText toolText(FaultMavenConfig config, ISanitizer sanitizer, Policies policies) {
    return new ToolText(sanitizer, policies.named(config.sanitizer().documentsPolicy()));
  }

  /** Absent when tools take no part in topics. */
  @Bean(destroyMethod = "close")
  @Nullable ToolTopics toolTopics(
      FaultMavenConfig config, Topics topics, ToolText texts, Clock clock, ToolMetrics metrics) {
    return config.tools().enabled()
        ? new ToolTopics(config, topics, texts, taken(), clock, metrics)
        : null;
  }

  @Bean
  ToolRegistry toolRegistry(
      FaultMavenConfig config,
      ObjectProvider<ToolTopics> topics,
      ToolText texts,
      Clock clock,
      ToolMetrics metrics,
      ObjectProvider<MeterRegistry> meters,
      AutowireCapableBeanFactory beans) {
    ToolTopics remote = topics.getIfAvailable();
    var registry =
        new ToolRegistry(
            remote == null ? ToolSource.NONE : remote, texts, config.tools(), clock, metrics);
    var makers = new TreeMap<String, Supplier<?>>();
    marked().forEach((name, type) -> makers.put(name, () -> beans.createBean(type)));
    makers.put(
        WEB_SEARCH,
        () -> {
          if (config.presidio().anonymizerOperators().isSet()) {
            throw new IllegalArgumentException(
                "presidio.anonymizer-operators is set: what an operator leaves of a value can't be"
                    + " told from text, and would go outside");
          }
          return WebSearch.tool(config.tools(), meters.getIfAvailable(CompositeMeterRegistry::new));
        });
    registry.createAll(makers);
    return registry;
  }

  @Bean
  ToolController toolController(
      FaultMavenConfig config,
      Topics topics,
      ToolRegistry registry,
      ObjectProvider<ToolTopics> toolTopics,
      KeyedHash hash,
      Clock clock) {
    ToolTopics remote = toolTopics.getIfAvailable();
    return new ToolController(
        registry,
        remote == null ? List::of : remote::refused,
        topics.tenant(),
        config.tools(),
        hash,
        clock);
  }

  private static Predicate<String> taken() {
    Set<String> names = marked().keySet();
    return name -> names.contains(name) || name.equals(WEB_SEARCH);
  }

  /** The classes that are marked as tools, by name. */
  static Map<String, Class<?>> marked() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(RegisteredTool.class));
    var marked = new TreeMap<String, Class<?>>();
    ClassLoader loader = ToolConfiguration.class.getClassLoader();
    for (var found : scanner.findCandidateComponents(ToolConfiguration.class.getPackageName())) {
      Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), loader);
      RegisteredTool mark = type.getAnnotation(RegisteredTool.class);
      if (mark != null) {
        marked.put(mark.value(), type);
      }
    }
    return marked;
  }
}
