package org.faultmaven.contracts.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Several places, the first with a value wins. */
record OrderedSources(List<ConfigSource> sources) implements ConfigSource {
  OrderedSources {
    sources = List.copyOf(sources);
  }

  @Override
  public Optional<Value> find(List<String> names) {
    return sources.stream()
        .map(source -> source.find(names).filter(value -> !value.text().isBlank()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public Collection<String> names() {
    return sources.stream()
        .flatMap(source -> source.names().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
