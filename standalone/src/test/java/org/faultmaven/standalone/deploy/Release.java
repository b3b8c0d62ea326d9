package org.faultmaven.standalone.deploy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.faultmaven.adapters.server.Containers;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.standalone.server.Running;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/**
 * What the chart renders, run by a container engine: each workload in a container, reached by the
 * names of the services that select it. Not a cluster: no policy, no probe but readiness.
 */
public final class Release implements Running {
  private static final Path VALUES = Deployment.CHART.resolve("ci/small-values.yaml");

  /** Backends first: nothing waits for them, and the test is shorter. */
  private static final List<String> ORDER =
      List.of("redis", "chroma", "sanitizer", "ingest", "query");

  private final String bootstrapServers;
  private final Path folder;
  private final Network network;
  private final List<Map<String, Object>> objects;
  private final Map<String, String> secrets;
  private final Map<String, GenericContainer<?>> containers = new LinkedHashMap<>();

  private Release(
      String bootstrapServers,
      Path folder,
      Network network,
      List<Map<String, Object>> objects,
      Map<String, String> secrets) {
    this.bootstrapServers = bootstrapServers;
    this.folder = folder;
    this.network = network;
    this.objects = objects;
    this.secrets = secrets;
  }

  /**
   * Renders the chart with its small values, and starts it all.
   *
   * @param inside of the brokers, for the containers
   * @param outside of the brokers, for the test
   * @param pseudonymKey of the installation
   */
  public static Release install(
      Network network, String inside, String outside, String pseudonymKey, Path folder)
      throws IOException, InterruptedException {
    List<Map<String, Object>> objects =
        new Chart().objects(VALUES, "--set-string", "settings.kafka\\.bootstrap-servers=" + inside);
    var release =
        new Release(
            outside,
            folder,
            network,
            objects,
            Map.of("faultmaven-pseudonym-key/key", pseudonymKey));
    try {
      for (String component : ORDER) {
        release.start(component);
      }
      return release;
    } catch (RuntimeException e) {
      release.close();
      throw e;
    }
  }

  private void start(String component) {
    Map<String, Object> workload =
        objects.stream()
            .filter(object -> Chart.is(object, "Deployment") || Chart.is(object, "StatefulSet"))
            .filter(object -> Chart.component(object).equals(component))
            .findFirst()
            .orElseThrow();
    Map<String, Object> template = Deployment.part(workload, "spec", "template");
    Map<String, Object> labels = Deployment.part(template, "metadata", "labels");
    List<String> names =
        objects.stream()
            .filter(object -> Chart.is(object, "Service"))
            .filter(
                service ->
                    labels
                        .entrySet()
                        .containsAll(Deployment.part(service, "spec", "selector").entrySet()))
            .map(Chart::name)
            .toList();
    var pod = new Pod(Deployment.part(template, "spec"));
    containers.put(component, Containers.start(pod.on(network, objects, secrets, names)));
  }

  /** The pod of {@code helm test}, not started. */
  public GenericContainer<?> test() {
    Map<String, Object> pod =
        objects.stream().filter(object -> Chart.is(object, "Pod")).findFirst().orElseThrow();
    return new Pod(Deployment.part(pod, "spec")).on(network, objects, secrets, List.of());
  }

  /** What a service has written to its log. */
  public String log(String component) {
    return containers.get(component).getLogs();
  }

  private URI address(String component) {
    GenericContainer<?> container = containers.get(component);
    return URI.create(
        "http://%s:%d"
            .formatted(
                container.getHost(),
                container.getMappedPort(container.getExposedPorts().getFirst())));
  }

  @Override
  public URI api() {
    return address("query");
  }

  @Override
  public URI ingestApi() {
    return address("ingest");
  }

  @Override
  public URI sanitizerApi() {
    return address("sanitizer");
  }

  @Override
  public KafkaConfig kafka() {
    return Configuration.load(
            ConfigSource.of(Map.of("kafka.bootstrap-servers", bootstrapServers), "test"))
        .config()
        .kafka();
  }

  @Override
  public String rawLogTopic() {
    return kafka().topicPrefix() + "logs.raw";
  }

  @Override
  public Path dataDirectory() {
    return folder;
  }

  @Override
  public void close() {
    List.copyOf(containers.values()).reversed().forEach(GenericContainer::stop);
  }
}
