package org.faultmaven.sanitizer.format;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a record comes from, as a user would say: its own header, else what its shipper wrote
 * ({@code log.file.path}, {@code file}, Kubernetes names, {@code service.name}, {@code host}), else
 * its key, else its topic.
 */
public final class Sources {
  private Sources() {}

  /** The raw source. */
  public static String of(
      Headers headers, @Nullable JsonEvent event, byte @Nullable [] key, String topic) {
    String header = TopicHeaders.text(headers, TopicHeaders.SOURCE);
    if (header != null && !header.isBlank()) {
      return header;
    }
    return Optional.ofNullable(event)
        .flatMap(e -> ofEvent(e.tree()))
        .or(() -> Optional.ofNullable(Utf8.decodeOrNull(key)).filter(text -> !text.isBlank()))
        .orElse(topic);
  }

  private static Optional<String> ofEvent(JsonNode event) {
    return Stream.<Optional<String>>of(
            text(event, "log.file.path"),
            text(event, "file.path"),
            text(event, "file"),
            kubernetes(event),
            text(event, "service.name"),
            text(event, "host.name"),
            text(event, "host.hostname"),
            text(event, "host"),
            text(event, "hostname"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> kubernetes(JsonNode event) {
    String names =
        Stream.of(
                text(event, "kubernetes.namespace_name")
                    .or(() -> text(event, "kubernetes.namespace")),
                text(event, "kubernetes.pod_name").or(() -> text(event, "kubernetes.pod.name")),
                text(event, "kubernetes.container_name")
                    .or(() -> text(event, "kubernetes.container.name")))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("/"));
    return names.isEmpty() ? Optional.empty() : Optional.of(names);
  }

  /** A text at a path, whether the dots nest or stand in a key. */
  private static Optional<String> text(JsonNode event, String path) {
    JsonNode whole = event.path(path);
    if (whole.isString() && !whole.asString().isBlank()) {
      return Optional.of(whole.asString());
    }
    JsonNode node = event;
    for (String name : path.split("\\.", -1)) {
      node = node.path(name);
    }
    return node.isString() && !node.asString().isBlank()
        ? Optional.of(node.asString())
        : Optional.empty();
  }
}
