package org.faultmaven.standalone.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.faultmaven.contracts.kit.Unavailable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON schemas of operators' objects, from the custom resource definitions that they publish. Named
 * as kubeconform asks for them: kind, first part of the group, version.
 */
final class OperatorSchemas {
  private static final String PROMETHEUS =
      "github.com/prometheus-operator/prometheus-operator@v0.85.0";
  private static final String KEDA = "github.com/kedacore/keda/v2@v2.21.0";
  private static final Map<String, List<String>> DEFINITIONS =
      Map.of(
          PROMETHEUS,
          List.of(
              "example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml",
              "example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml"),
          KEDA,
          List.of("config/crd/bases/keda.sh_scaledobjects.yaml"));

  private static final JsonMapper JSON = new JsonMapper();

  private OperatorSchemas() {}

  /** Writes them below a folder, unless they are there. */
  static Path in(Path folder) throws IOException, InterruptedException {
    Path schemas = folder.resolve("operators");
    if (Files.exists(schemas)) {
      return schemas;
    }
    Files.createDirectories(schemas);
    for (Map.Entry<String, List<String>> module : DEFINITIONS.entrySet()) {
      Path source = downloaded(module.getKey());
      for (String file : module.getValue()) {
        write(JSON.valueToTree(Deployment.yaml(source.resolve(file))), schemas);
      }
    }
    return schemas;
  }

  private static void write(JsonNode definition, Path schemas) throws IOException {
    JsonNode spec = definition.path("spec");
    String kind = spec.path("names").path("kind").asString().toLowerCase(Locale.ROOT);
    String group = spec.path("group").asString().replaceFirst("\\..*", "");
    for (JsonNode version : spec.path("versions")) {
      JsonNode schema = version.path("schema").path("openAPIV3Schema");
      close(schema);
      String name = "%s-%s-%s.json".formatted(kind, group, version.path("name").asString());
      Files.writeString(schemas.resolve(name), schema.toString());
    }
  }

  /** Kubernetes drops a field that a definition does not have: here it is an error. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)) {
      object.put("additionalProperties", false);
    }
    schema.forEach(OperatorSchemas::close);
  }

  private static Path downloaded(String module) throws IOException, InterruptedException {
    Path log = Files.createTempFile("go-module", ".log");
    try {
      Process process =
          new ProcessBuilder("go", "mod", "download", "-json", module)
              .directory(log.getParent().toFile())
              .redirectError(log.toFile())
              .start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw Unavailable.because(module + " can't be had: " + out.lines().limit(5).toList());
      }
      return Path.of(JSON.readTree(out).path("Dir").asString());
    } catch (IOException e) {
      throw Unavailable.because("go can't be run: " + e.getMessage());
    } finally {
      Files.delete(log);
    }
  }
}
