package org.faultmaven.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The chart, rendered by Helm. */
final class Chart {
  /** Helm on its own would take a version of its own. */
  static final String KUBERNETES = "1.36.0";

  private final GoProgram helm = GoProgram.of(GoProgram.HELM);

  GoProgram.Run lint(Path values) throws IOException, InterruptedException {
    return helm.run(
        "lint",
        "--strict",
        "--kube-version",
        KUBERNETES,
        Deployment.CHART.toString(),
        "--values",
        values.toString());
  }

  GoProgram.Run render(Path values, String... more) throws IOException, InterruptedException {
    var arguments =
        new ArrayList<>(
            List.of(
                "template",
                "test",
                Deployment.CHART.toString(),
                "--kube-version",
                KUBERNETES,
                "--values",
                values.toString()));
    arguments.addAll(List.of(more));
    return helm.run(arguments.toArray(String[]::new));
  }

  /** The objects of a release. */
  List<Map<String, Object>> objects(Path values, String... more)
      throws IOException, InterruptedException {
    GoProgram.Run rendered = render(values, more);
    assertThat(rendered.status()).as(rendered.err()).isZero();
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Object document : new Yaml().loadAll(rendered.out())) {
      if (document != null) {
        objects.add(cast(document));
      }
    }
    return objects;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> cast(Object document) {
    return (Map<String, Object>) document;
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> list(Map<String, Object> object, String name) {
    return (List<Map<String, Object>>) object.getOrDefault(name, List.of());
  }

  static String name(Map<String, Object> object) {
    return String.valueOf(Deployment.part(object, "metadata").get("name"));
  }

  static String component(Map<String, Object> object) {
    return String.valueOf(
        Deployment.part(object, "metadata", "labels").get("app.kubernetes.io/component"));
  }

  static boolean is(Map<String, Object> object, String kind) {
    return kind.equals(object.get("kind"));
  }
}
