package org.faultmaven.redaction;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;

/**
 * A sanitiser whose pseudonyms an operator replaces. What the operator gives is only text, which a
 * rule might take for a value: {@code password=} before a hash. So the result is judged again, and
 * where something would be masked of it the pseudonym stays. That keeps the promise that sanitising
 * twice changes nothing.
 */
final class OperatedSanitizer implements ISanitizer {
  /** As it is given, and without what stood out then. */
  private static final int TRIES = 2;

  private final ISanitizer engine;
  private final Operator operator;

  OperatedSanitizer(ISanitizer engine, Operator operator) {
    this.engine = engine;
    this.operator = operator;
  }

  @Override
  public List<Verdict> sanitize(Tenant tenant, List<Fragment> fragments, Policy policy) {
    List<Verdict> masked = engine.sanitize(tenant, fragments, policy);
    List<Replaced> all = new ArrayList<>(masked.size());
    Set<Operator.Value> values = new LinkedHashSet<>();
    for (int i = 0; i < masked.size(); i++) {
      Replaced replaced = new Replaced(fragments.get(i), masked.get(i));
      all.add(replaced);
      replaced.values().stream()
          .filter(value -> operator.replaces(value.type()))
          .forEach(values::add);
    }
    if (values.isEmpty()) {
      return masked;
    }
    Map<Operator.Value, String> given = operator.replace(values);
    all.forEach(replaced -> replaced.take(given));
    List<Replaced> open = all.stream().filter(Replaced::isChanged).toList();
    for (int i = 0; i < TRIES && !open.isEmpty(); i++) {
      open = unsettled(tenant, open, policy);
    }
    open.forEach(Replaced::withdrawAll);
    return all.stream().map(Replaced::verdict).toList();
  }

  /** Those that something would be masked of, without what that was. */
  private List<Replaced> unsettled(Tenant tenant, List<Replaced> open, Policy policy) {
    List<Fragment> texts = open.stream().map(Replaced::fragment).toList();
    List<Verdict> again = engine.sanitize(tenant, texts, policy);
    List<Replaced> unsettled = new ArrayList<>();
    for (int i = 0; i < again.size(); i++) {
      if (!again.get(i).spans().isEmpty()) {
        open.get(i).withdraw(again.get(i).spans());
        if (open.get(i).isChanged()) {
          unsettled.add(open.get(i));
        }
      }
    }
    return unsettled;
  }

  @Override
  public String id() {
    return engine.id() + "+" + operator.id();
  }

  @Override
  public Health check() {
    Health health = engine.check();
    return health.up() ? operator.check() : health;
  }

  @Override
  public void close() {
    engine.close();
    operator.close();
  }
}
