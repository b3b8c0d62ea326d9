package org.faultmaven.runtime.tenant;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.runtime.PortHealth;
import org.faultmaven.runtime.TopicConfiguration;
import org.faultmaven.runtime.TopicsReady;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * One further tenant's beans, in a context below the installation's. A bean here hides the one of
 * the same name there, so that every part finds its own tenant's parts beside it, and what all
 * share above.
 */
final class TenantContext implements AutoCloseable {
  private final Tenant tenant;
  private final ServletContext servlets;
  private final GenericWebApplicationContext context = new GenericWebApplicationContext();
  private final DispatcherServlet dispatcher = new DispatcherServlet(context);
  private final Map<String, Servlet> byPath = new HashMap<>();
  private @Nullable HealthContributorRegistry health;

  /** Controllers of a tenant answer as those of the first one, whose converters they take. */
  @EnableWebMvc
  static class Web {}

  TenantContext(
      WebApplicationContext installation,
      Tenant tenant,
      FaultMavenConfig config,
      List<Class<?>> wiring,
      TopicsReady topics) {
    this.tenant = tenant;
    this.servlets = Objects.requireNonNull(installation.getServletContext());
    context.setParent(installation);
    context.setServletContext(servlets);
    context.setId("tenant-" + tenant);
    var beans = context.getBeanFactory();
    beans.registerSingleton("faultMavenConfig", config);
    // Under the name that it has above, which it hides.
    beans.registerSingleton(
        installation.getBeanNamesForType(MeterRegistry.class)[0],
        meters(installation.getBean(MeterRegistry.class)));
    context.registerBean(
        "topicsReady",
        TopicsReady.class,
        () -> topics.like(context.getBean(TopicCatalog.class), config.kafka()));
    var reader = new AnnotatedBeanDefinitionReader(context);
    reader.register(TopicConfiguration.class, Web.class);
    wiring.forEach(reader::registerBean);
  }

  private MeterRegistry meters(MeterRegistry installation) {
    var own = new CompositeMeterRegistry();
    own.config().commonTags("tenant", tenant.name());
    own.add(installation);
    return own;
  }

  void start(HealthContributorRegistry registry) {
    context.refresh();
    try {
      dispatcher.init(named("tenant-" + tenant));
      for (ServletRegistrationBean<?> bean : own(ServletRegistrationBean.class)) {
        Servlet servlet = Objects.requireNonNull(bean.getServlet());
        servlet.init(named(bean.getServletName() + "-" + tenant));
        bean.getUrlMappings().forEach(path -> byPath.put(path, servlet));
      }
    } catch (ServletException e) {
      throw new IllegalStateException("the servlets of the tenant " + tenant + " don't start", e);
    }
    health = registry;
    context
        .getBeansOfType(HealthIndicator.class)
        .forEach(
            (name, indicator) ->
                registry.registerContributor(healthName(name), ofOneTenant(indicator)));
  }

  /** One tenant's trouble takes no process away from the others. */
  private static HealthIndicator ofOneTenant(HealthIndicator indicator) {
    return () -> {
      Health health = Objects.requireNonNull(indicator.health(true));
      return health.getStatus().equals(Status.UP)
          ? health
          : Health.status(PortHealth.DEGRADED).withDetails(health.getDetails()).build();
    };
  }

  private String healthName(String bean) {
    return tenant + "-" + bean.replace("HealthIndicator", "");
  }

  @SuppressWarnings("unchecked")
  private <T> List<T> own(Class<? super T> type) {
    return context.getBeansOfType(type).values().stream().map(bean -> (T) bean).toList();
  }

  void serve(ServletRequest request, ServletResponse response)
      throws ServletException, IOException {
    String path = ((HttpServletRequest) request).getServletPath();
    byPath.getOrDefault(path, dispatcher).service(request, response);
  }

  @Override
  public void close() {
    if (health != null) {
      HealthContributorRegistry registry = health;
      context
          .getBeansOfType(HealthIndicator.class)
          .keySet()
          .forEach(name -> registry.unregisterContributor(healthName(name)));
    }
    byPath.values().forEach(Servlet::destroy);
    dispatcher.destroy();
    context.close();
  }

  private ServletConfig named(String name) {
    return new ServletConfig() {
      @Override
      public String getServletName() {
        return name;
      }

      @Override
      public ServletContext getServletContext() {
        return servlets;
      }

      @Override
      public @Nullable String getInitParameter(String parameter) {
        return null;
      }

      @Override
      public Enumeration<String> getInitParameterNames() {
        return Collections.emptyEnumeration();
      }
    };
  }
}
