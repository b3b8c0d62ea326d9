package org.faultmaven.contracts.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.faultmaven.contracts.record.Tenant;

/** What must hold of further tenants and their topics. */
final class TenantRules {
  /** Words that names of topics, groups and transactional ids go on with after the prefix. */
  private static final Set<String> TAKEN =
      Set.of(
          "access",
          "canary",
          "clean",
          "deadletter",
          "documents",
          "entries",
          "indexer",
          "logs",
          "move",
          "sanitizer",
          "tool",
          "tools");

  private TenantRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            "application.tenants",
            Set.of("application.tenant"),
            "must be names of tenants, each once, not application.tenant's, and none that topics"
                + " go on with: "
                + String.join(", ", TAKEN.stream().sorted().toList()),
            config -> tenants(config.application())),
        Rule.of(
            "kafka.tenant-raw-log-topics",
            Set.of("application.tenants", "kafka.topic-prefix", "kafka.raw-log-topics"),
            "must be tenant:topic, of tenants in application.tenants, each topic once and of one"
                + " tenant, with names as in kafka.raw-log-topics",
            TenantRules::topics));
  }

  static List<String> rawLogTopics(KafkaConfig kafka, String tenant) {
    return kafka.tenantRawLogTopics().stream()
        .filter(each -> each.startsWith(tenant + ":"))
        .map(each -> each.substring(tenant.length() + 1))
        .toList();
  }

  private static boolean tenants(ApplicationConfig application) {
    List<String> tenants = application.tenants();
    return tenants.stream().allMatch(each -> Tenant.isName(each) && !TAKEN.contains(each))
        && new HashSet<>(tenants).size() == tenants.size()
        && !tenants.contains(application.tenant());
  }

  private static boolean topics(FaultMavenConfig config) {
    KafkaConfig kafka = config.kafka();
    if (kafka.tenantRawLogTopics().isEmpty()) {
      return true;
    }
    var all = new ArrayList<>(kafka.rawLogTopics());
    int named = 0;
    for (String tenant : config.application().tenants()) {
      List<String> topics = rawLogTopics(kafka, tenant);
      if (!FormRules.rawTopics(kafka.topicPrefix() + tenant + ".", topics)
          || topics.stream().anyMatch(topic -> isOwn(topic, kafka.topicPrefix(), tenant))) {
        return false;
      }
      named += topics.size();
      all.addAll(topics);
    }
    return named == kafka.tenantRawLogTopics().size() && new HashSet<>(all).size() == all.size();
  }

  /** Of the installation's own names a tenant has those that begin with its prefix. */
  private static boolean isOwn(String topic, String prefix, String tenant) {
    return topic.startsWith(prefix) && !topic.startsWith(prefix + tenant + ".");
  }
}
