package org.faultmaven.standalone.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The files that an installation is made from. */
final class Deployment {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path CHART = ROOT.resolve("helm");

  private Deployment() {}

  static Map<String, Object> yaml(Path file) throws IOException {
    return new Yaml().load(Files.readString(file));
  }

  /** The value sets of the chart that are checked in. */
  static List<Path> valueSets() throws IOException {
    try (Stream<Path> files = Files.list(CHART.resolve("ci"))) {
      return files.sorted().toList();
    }
  }

  /** The text of all templates. */
  static String templates() throws IOException {
    try (Stream<Path> files = Files.walk(CHART.resolve("templates"))) {
      var texts = new ArrayList<String>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return String.join("\n", texts);
    }
  }

  /** A part of a document by its names; empty when it isn't there. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> part(Map<String, Object> document, String... names) {
    Map<String, Object> part = document;
    for (String name : names) {
      Object found = part.get(name);
      part = found == null ? Map.of() : (Map<String, Object>) found;
    }
    return part;
  }

  /** A setting's value as the chart writes it into the environment. */
  static String text(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).collect(Collectors.joining(","))
        : String.valueOf(value);
  }
}
