package org.faultmaven.standalone.observability;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/metrics.md}, from what scrapes show. */
final class MetricsPage {
  private static final String HEAD =
      """
      # Metrics

      Generated from what a running product answers to a scrape of `/actuator/prometheus`; a test
      compares. Counters begin at 0 with the process, so that an increase can always be computed.
      Labels are bounded: entity types and rules by 100 and 200 names, tools by `tools.max-tools`;
      no label ever holds text of a record, a question or a person. All carry `tenant`, whose it
      is; what tenants share carries the name of the first one (`application.tenant`).

      Of what several instances know together (the ledger, the lag, tools) each of them shows the
      same: take the `max`. Work is counted where it is done: take the `sum`.

      Besides these there are the meters of the JVM (`jvm_*`, `process_*`, `system_*`), of the disk
      that holds the data folder (`disk_*`), of HTTP (`http_server_requests_*`), and of Kafka's own
      clients: `kafka_stream_*` and `kafka_producer_*`, `kafka_consumer_*` of the sanitizer and the
      indexer, each described by Kafka.

      Histograms have exemplars where work is traced: [traces](tracing.md).

      | name | type | unit | labels | meaning |
      |---|---|---|---|---|
      """;

  /** Labels that are not of the meter itself. */
  private static final Set<String> COMMON = Set.of("le", "tenant");

  private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (\\S+) ?(.*)");
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+.*");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern PART = Pattern.compile("_(?:bucket|count|sum|max)$");
  private static final Pattern UNIT = Pattern.compile(".*_(seconds|bytes|records)(?:_total)?");

  private static final class Family {
    private String type = "";
    private String help = "";
    private final Set<String> labels = new TreeSet<>();
  }

  private final Map<String, Family> families = new TreeMap<>();

  /** Adds what is not known yet of a scrape. */
  void add(String scrape) {
    var added = new TreeMap<String, Family>();
    for (String line : scrape.lines().toList()) {
      Matcher comment = COMMENT.matcher(line);
      if (comment.matches()) {
        Family family = added.computeIfAbsent(comment.group(2), _ -> new Family());
        if (comment.group(1).equals("HELP")) {
          family.help = comment.group(3).strip();
        } else {
          family.type = comment.group(3);
        }
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches() && sample.group(2) != null) {
        Family family = added.get(sample.group(1));
        if (family == null) {
          family = added.get(PART.matcher(sample.group(1)).replaceFirst(""));
        }
        if (family != null) {
          Matcher label = LABEL.matcher(sample.group(2));
          while (label.find()) {
            family.labels.add(label.group(1));
          }
        }
      }
    }
    added.forEach(
        (name, family) -> {
          boolean ours = name.startsWith("faultmaven_");
          boolean largest =
              name.endsWith("_max") && added.containsKey(name.replaceAll("_max$", ""));
          if (ours && !largest) {
            families.putIfAbsent(name, family);
          }
        });
  }

  Set<String> names() {
    return families.keySet();
  }

  /** Those that say nothing of themselves. */
  Set<String> withoutMeaning() {
    return families.entrySet().stream()
        .filter(family -> family.getValue().help.isBlank())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  String markdown() {
    var page = new StringBuilder(HEAD);
    families.forEach(
        (name, family) -> {
          Matcher unit = UNIT.matcher(name);
          String labels =
              family.labels.stream()
                  .filter(label -> !COMMON.contains(label))
                  .map(label -> "`" + label + "`")
                  .collect(Collectors.joining(" "));
          page.append(
              "| `%s` | %s | %s | %s | %s |\n"
                  .formatted(
                      name, family.type, unit.matches() ? unit.group(1) : "", labels, family.help));
        });
    return page.toString();
  }
}
