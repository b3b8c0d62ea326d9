package org.faultmaven.query.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.query.tool.ToolRegistry;

/** The registered tools, for a model. */
final class RegistryTools implements Tools {
  private final ToolRegistry registry;

  RegistryTools(ToolRegistry registry) {
    this.registry = registry;
  }

  @Override
  public List<ToolDescription> list() {
    return registry.list();
  }

  @Override
  public Optional<SanitizedText> arguments(Tenant tenant, String raw) {
    return registry.arguments(tenant, raw);
  }

  @Override
  public ToolOutcome call(
      Tenant tenant, String tool, SanitizedText argumentsJson, Instant deadline) {
    long begin = System.nanoTime();
    try {
      var outcome = registry.call(tenant, tool, argumentsJson, deadline);
      return new ToolOutcome(outcome.text(), outcome.ok(), outcome.took());
    } catch (BackendException e) {
      return new ToolOutcome(
          SanitizedText.constant("What the tool needs is away; go on without it."),
          false,
          Duration.ofNanos(System.nanoTime() - begin));
    }
  }
}
