package org.faultmaven.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.Topics;
import org.junit.jupiter.api.Test;

/** The topics that the chart makes with Strimzi are those that the services would make. */
class TopicsStatedTest {
  private static final Path FILE = Deployment.CHART.resolve("files/kafka-topics.yaml");

  @Test
  void theTopicsAreThoseOfTheCatalog() throws IOException {
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(FILE, catalog());
    }

    assertThat(FILE)
        .as(
            "helm/files/kafka-topics.yaml; write it anew with: mvn test -pl standalone -am"
                + " -Dtest=TopicsStatedTest -Dregenerate=true")
        .hasContent(catalog());
    assertThat(Deployment.yaml(FILE).get("topics"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSizeGreaterThan(6);
  }

  private static String catalog() {
    var kafka = Configuration.load(ConfigSource.of(Map.of(), "defaults")).config().kafka();
    var text =
        new StringBuilder(
            """
            # The topics of an installation with the settings' defaults, without kafka.topic-prefix. Generated from
            # the services' own catalogue by TopicsStatedTest.
            topics:
            """);
    for (TopicCatalog.Spec spec :
        new TopicCatalog(
                new Topics("", Tenant.DEFAULT, List.of()),
                kafka,
                new TopicCatalog.Parts(/* tools= */ true, /* access= */ true, /* durable= */ false))
            .specs()) {
      text.append("  - name: ").append(spec.name()).append("\n");
      text.append("    single: ").append(spec.partitions() == 1).append("\n");
      text.append("    config:\n");
      new TreeMap<>(spec.settings())
          .forEach((key, value) -> text.append("      %s: \"%s\"%n".formatted(key, value)));
    }
    return text.toString();
  }
}
