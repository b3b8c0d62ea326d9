package org.faultmaven.contracts.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One place. */
record MapSource(Map<String, String> values, UnaryOperator<String> origin) implements ConfigSource {
  MapSource {
    values = Map.copyOf(values);
  }

  @Override
  public Optional<Value> find(List<String> names) {
    for (String name : names) {
      String text = values.getOrDefault(name, "");
      if (!text.isBlank()) {
        return Optional.of(new Value(text, origin.apply(name)));
      }
    }
    return Optional.empty();
  }

  @Override
  public Collection<String> names() {
    return values.keySet();
  }

  /** Names only: a value may be secret. */
  @Override
  public String toString() {
    return "MapSource" + values.keySet();
  }
}
