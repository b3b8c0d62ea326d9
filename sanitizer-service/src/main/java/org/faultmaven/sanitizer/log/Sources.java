package org.faultmaven.sanitizer.log;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.sanitizer.format.Content;
import org.faultmaven.sanitizer.format.JsonEvent;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Where a record comes from, as a user would say: the header of its own, else what its shipper
 * wrote into the event (the fields of Filebeat, Fluent Bit, Vector and OpenTelemetry), else its
 * key, else its topic.
 */
final class Sources {
  private static final List<String> FIELDS =
      List.of(
          "log.file.path",
          "file",
          "file.path",
          "host",
          "host.name",
          "host.hostname",
          "service.name");

  private static final List<List<String>> KUBERNETES =
      List.of(
          List.of("kubernetes.namespace_name", "kubernetes.namespace", "kubernetes.pod_namespace"),
          List.of("kubernetes.pod_name", "kubernetes.pod.name"),
          List.of("kubernetes.container_name", "kubernetes.container.name"));

  private Sources() {}

  /** The raw source. */
  static String of(RawRecord record, Content content) {
    return header(record)
        .or(() -> content instanceof JsonEvent event ? ofEvent(event) : Optional.empty())
        .or(() -> text(record.key()))
        .orElse(record.topic());
  }

  private static Optional<String> header(RawRecord record) {
    Header header = record.headers().lastHeader(TopicHeaders.SOURCE);
    return header == null ? Optional.empty() : text(header.value());
  }

  private static Optional<String> text(byte @Nullable [] bytes) {
    return Optional.ofNullable(Utf8.decodeOrNull(bytes)).filter(text -> !text.isBlank());
  }

  private static Optional<String> ofEvent(JsonEvent event) {
    return first(event, FIELDS).or(() -> kubernetes(event));
  }

  private static Optional<String> kubernetes(JsonEvent event) {
    String names =
        KUBERNETES.stream()
            .map(fields -> first(event, fields))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("/"));
    return names.isEmpty() ? Optional.empty() : Optional.of(names);
  }

  private static Optional<String> first(JsonEvent event, List<String> fields) {
    return fields.stream().map(event::field).flatMap(Optional::stream).findFirst();
  }
}
