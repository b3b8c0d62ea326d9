package org.faultmaven.contracts.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;

/** Texts that need a form of their own. */
final class FormRules {
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:[A-Za-z0-9._%-]+|\\[[0-9A-Fa-f:.%]+\\]):([0-9]{1,5})");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%\\[\\]-]+");
  private static final Pattern REDIS_URI = Pattern.compile("rediss?://[^@\\s?#]+");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]+");

  /** Kafka's limit of a topic's name. */
  private static final int LONGEST_TOPIC = 249;

  /** Leaves room for the project's own names. */
  private static final int LONGEST_PREFIX = 100;

  private FormRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            "application.tenant",
            Set.of(),
            "must be 1 to 63 lower-case letters, digits and inner hyphens",
            config -> Tenant.isName(config.application().tenant())),
        Rule.of(
            "kafka.bootstrap-servers",
            Set.of(),
            "must be one host:port or more, with commas between",
            config -> brokers(config.kafka().bootstrapServers())),
        Rule.of(
            "kafka.topic-prefix",
            Set.of(),
            "must be at most " + LONGEST_PREFIX + " letters, digits, dots, underscores and hyphens",
            config ->
                config.kafka().topicPrefix().length() <= LONGEST_PREFIX
                    && TOPIC.matcher(config.kafka().topicPrefix()).matches()),
        Rule.of(
            "kafka.raw-log-topics",
            Set.of("kafka.topic-prefix"),
            "must be names of topics, each once, short enough that the clean topic's is one too"
                + " (<prefix>clean.<name> has at most "
                + LONGEST_TOPIC
                + " letters); of the names with kafka.topic-prefix only those that begin with"
                + " <prefix>logs.raw are free",
            config -> rawTopics(config.kafka().topicPrefix(), config.kafka().rawLogTopics())),
        Rule.of(
            "redis.host",
            Set.of(),
            "must be a host, or a redis:// or rediss:// URI without user and password, which are"
                + " redis.password's",
            config -> redis(config.redis().host())),
        Rule.of(
            "sanitizer.pseudonym-key",
            Set.of(),
            "must be base64 of at least 32 bytes: openssl rand -base64 32",
            config ->
                !config.sanitizer().pseudonymKey().isSet()
                    || PseudonymKey.valid(config.sanitizer().pseudonymKey())));
  }

  private static boolean brokers(List<String> brokers) {
    return !brokers.isEmpty() && brokers.stream().allMatch(FormRules::hostAndPort);
  }

  private static boolean hostAndPort(String broker) {
    var form = HOST_AND_PORT.matcher(broker);
    if (!form.matches()) {
      return false;
    }
    int port = Integer.parseInt(form.group(1));
    return port >= 1 && port <= 65535;
  }

  static boolean rawTopics(String prefix, List<String> topics) {
    return new HashSet<>(topics).size() == topics.size()
        && topics.stream()
            .allMatch(
                topic ->
                    TOPIC.matcher(topic).matches()
                        && (prefix + "clean." + topic).length() <= LONGEST_TOPIC
                        && (!topic.startsWith(prefix) || topic.startsWith(prefix + "logs.raw")));
  }

  private static boolean redis(@Nullable String host) {
    return host == null || REDIS_URI.matcher(host).matches() || HOST.matcher(host).matches();
  }
}
