package org.faultmaven.runtime.tenant;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.runtime.TopicsReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.context.WebApplicationContext;

/** The further tenants of this process, running. They start before it listens. */
public final class Tenants implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Tenants.class);

  private final FaultMavenConfig config;
  private final List<TenantParts> parts;
  private final WebApplicationContext installation;
  private final Map<Tenant, TenantContext> running = new ConcurrentHashMap<>();

  Tenants(FaultMavenConfig config, List<TenantParts> parts, WebApplicationContext installation) {
    this.config = config;
    this.parts = List.copyOf(parts);
    this.installation = installation;
  }

  void serve(Tenant tenant, ServletRequest request, ServletResponse response)
      throws ServletException, IOException {
    of(tenant).serve(request, response);
  }

  private TenantContext of(Tenant tenant) {
    TenantContext context = running.get(tenant);
    if (context == null) {
      throw new IllegalStateException("no such tenant here, and it was let through: " + tenant);
    }
    return context;
  }

  @Override
  public void start() {
    var wiring = parts.stream().flatMap(each -> each.wiring().stream()).toList();
    for (String name : config.application().tenants()) {
      var tenant = new Tenant(name);
      var context =
          new TenantContext(
              installation,
              tenant,
              config.of(name),
              wiring,
              installation.getBean(TopicsReady.class));
      // Before it starts: whatever happens to it then, it is closed with the others.
      running.put(tenant, context);
      context.start(installation.getBean(HealthContributorRegistry.class));
      LOG.info("the tenant {} is served", tenant);
    }
  }

  @Override
  public void stop() {
    // All at once: each waits for its own work to end.
    try (var closing = Executors.newVirtualThreadPerTaskExecutor()) {
      running.forEach((tenant, context) -> closing.execute(() -> close(tenant, context)));
    }
    running.clear();
  }

  private static void close(Tenant tenant, TenantContext context) {
    try {
      context.close();
    } catch (RuntimeException e) {
      LOG.error("the tenant {} did not stop in order: {}", tenant, e.getClass().getName());
    }
  }

  @Override
  public boolean isRunning() {
    return !running.isEmpty();
  }

  /** After the installation's topics, before everything else: stops when nobody asks any more. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1;
  }
}
