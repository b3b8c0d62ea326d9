package org.faultmaven.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;

/** Counts what is masked by the rule that found it, in whatever is judged: records, questions. */
final class MeteredSanitizer implements ISanitizer {
  /** A server names rules too: names without end must not be time series without end. */
  private static final int MAX_RULES = 200;

  private static final String REST = "other";

  private final ISanitizer sanitizer;
  private final MeterRegistry meters;
  private final Map<String, Counter> byRule = new ConcurrentHashMap<>();
  private final Map<String, Timer> byPolicy = new ConcurrentHashMap<>();

  /**
   * @param sanitizer closed with this
   */
  MeteredSanitizer(ISanitizer sanitizer, MeterRegistry meters) {
    this.sanitizer = sanitizer;
    this.meters = meters;
  }

  @Override
  public List<Verdict> sanitize(Tenant tenant, List<Fragment> fragments, Policy policy) {
    Timer.Sample begun = Timer.start();
    List<Verdict> verdicts = sanitizer.sanitize(tenant, fragments, policy);
    begun.stop(byPolicy.computeIfAbsent(policy.name(), this::timer));
    for (Verdict verdict : verdicts) {
      verdict.spans().forEach(span -> counter(span.rule()).increment());
    }
    return verdicts;
  }

  private Timer timer(String policy) {
    return Timer.builder("faultmaven.redaction")
        .description("Calls of the sanitiser that were answered, by policy, with their duration")
        .tag("policy", policy)
        .register(meters);
  }

  private Counter counter(String rule) {
    Counter known = byRule.get(rule);
    if (known != null) {
      return known;
    }
    String label = byRule.size() < MAX_RULES ? rule : REST;
    return byRule.computeIfAbsent(
        label,
        name ->
            Counter.builder("faultmaven.redaction.spans")
                .description("Stretches of text masked, by the rule that found them")
                .tag("rule", name)
                .register(meters));
  }

  @Override
  public String id() {
    return sanitizer.id();
  }

  @Override
  public Health check() {
    return sanitizer.check();
  }

  @Override
  public void close() {
    sanitizer.close();
  }
}
