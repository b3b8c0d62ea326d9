package org.faultmaven.standalone.deploy;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The one container of a rendered pod, as a cluster would run it: its image, arguments and
 * environment, its user, a read-only root file system, no capability, its memory, and nothing
 * writable but its volumes.
 */
final class Pod {
  private static final Duration START = Duration.ofMinutes(5);
  private static final String WRITABLE = "rw,exec,mode=1777";

  private final Map<String, Object> pod;
  private final Map<String, Object> container;

  /**
   * @param pod the spec of a pod
   */
  Pod(Map<String, Object> pod) {
    this.pod = pod;
    this.container = Chart.list(pod, "containers").getFirst();
  }

  /**
   * @param objects of the release, with the ConfigMaps that it takes its environment from
   * @param secrets values by {@code name/key}
   * @param names under which others reach it
   */
  GenericContainer<?> on(
      Network network,
      List<Map<String, Object>> objects,
      Map<String, String> secrets,
      List<String> names) {
    var made =
        new GenericContainer<>(String.valueOf(container.get("image")))
            .withNetwork(network)
            .withNetworkAliases(names.toArray(String[]::new))
            .withEnv(environment(objects, secrets))
            .withCreateContainerCmdModifier(
                command -> {
                  if (container.containsKey("command")) {
                    command.withEntrypoint(strings("command"));
                  }
                  command.withUser(user());
                  restrict(command.getHostConfig());
                });
    if (container.containsKey("args")) {
      made.withCommand(strings("args").toArray(String[]::new));
    }
    // A volume belongs to the user of the pod, as fsGroup has it.
    made.withTmpFs(
        Chart.list(container, "volumeMounts").stream()
            .collect(
                Collectors.toMap(mount -> String.valueOf(mount.get("mountPath")), _ -> WRITABLE)));
    Integer port = port();
    if (port != null) {
      made.withExposedPorts(port);
      Map<String, Object> probe = Deployment.part(container, "readinessProbe", "httpGet");
      if (!probe.isEmpty()) {
        made.waitingFor(
            Wait.forHttp(String.valueOf(probe.get("path")))
                .forPort(port)
                .withStartupTimeout(START));
      }
    }
    return made;
  }

  private @Nullable Integer port() {
    List<Map<String, Object>> ports = Chart.list(container, "ports");
    return ports.isEmpty() ? null : (Integer) ports.getFirst().get("containerPort");
  }

  private String user() {
    Map<String, Object> context = new HashMap<>(Deployment.part(pod, "securityContext"));
    context.putAll(Deployment.part(container, "securityContext"));
    return context.get("runAsUser") + ":" + context.get("runAsGroup");
  }

  private void restrict(HostConfig host) {
    Map<String, Object> context = Deployment.part(container, "securityContext");
    host.withReadonlyRootfs(Boolean.TRUE.equals(context.get("readOnlyRootFilesystem")))
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"));
    Object memory = Deployment.part(container, "resources", "limits").get("memory");
    if (memory != null) {
      host.withMemory(bytes(memory.toString()));
    }
  }

  private static long bytes(String quantity) {
    long number = Long.parseLong(quantity.replaceAll("[^0-9]", ""));
    return quantity.endsWith("Gi") ? number << 30 : number << 20;
  }

  private Map<String, String> environment(
      List<Map<String, Object>> objects, Map<String, String> secrets) {
    Map<String, String> environment = new HashMap<>();
    for (Map<String, Object> from : Chart.list(container, "envFrom")) {
      Object name = Deployment.part(from, "configMapRef").get("name");
      objects.stream()
          .filter(object -> Chart.is(object, "ConfigMap") && Chart.name(object).equals(name))
          .forEach(
              map ->
                  Deployment.part(map, "data")
                      .forEach((key, value) -> environment.put(key, String.valueOf(value))));
    }
    for (Map<String, Object> variable : Chart.list(container, "env")) {
      Map<String, Object> secret = Deployment.part(variable, "valueFrom", "secretKeyRef");
      String value =
          secret.isEmpty()
              ? String.valueOf(variable.get("value"))
              : secrets.get(secret.get("name") + "/" + secret.get("key"));
      environment.put(String.valueOf(variable.get("name")), value);
    }
    return environment;
  }

  private List<String> strings(String name) {
    var strings = new ArrayList<String>();
    ((List<?>) container.get(name)).forEach(each -> strings.add(String.valueOf(each)));
    return strings;
  }
}
