package org.faultmaven.standalone.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.faultmaven.contracts.kit.PythonEnvironment;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON schemas of Kubernetes, from a package that carries them. */
final class KubernetesSchemas {
  private static final String PACKAGE = "kubernetes-validate==1.37.0";

  private KubernetesSchemas() {}

  /** Writes them below a folder, unless they are there, so that no network is asked for parts. */
  static Path in(Path folder) throws IOException {
    Path schemas = folder.resolve("kubernetes-" + Chart.KUBERNETES);
    if (Files.exists(schemas)) {
      return schemas;
    }
    Files.createDirectories(schemas);
    var json = new JsonMapper();
    try (Stream<Path> files = Files.list(shipped())) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        var schema = (ObjectNode) json.readTree(Files.readString(file));
        schema.remove("$id");
        Files.writeString(
            schemas.resolve(file.getFileName()),
            schema.toString().replace("\"/api/_definitions.json#", "\"_definitions.json#"));
      }
    }
    return schemas;
  }

  private static Path shipped() throws IOException {
    Path python =
        PythonEnvironment.of(
                "kubernetes-schemas", List.of(PythonEnvironment.NO_DEPENDENCIES + "\n" + PACKAGE))
            .python();
    String wanted =
        "kubernetes_validate/kubernetes-json-schema/v" + Chart.KUBERNETES + "-local-strict";
    try (Stream<Path> folders = Files.walk(python.getParent().getParent().resolve("lib"), 6)) {
      return folders.filter(each -> each.endsWith(wanted)).findFirst().orElseThrow();
    }
  }
}
