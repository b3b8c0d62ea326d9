package org.faultmaven.contracts.topic;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/** The services, by what they do with topics: the table of docs/topics.md. */
public enum TopicUser {
  SANITIZER {
    @Override
    Map<String, Set<AclOperation>> needs(Topics topics) {
      var needs = new LinkedHashMap<String, Set<AclOperation>>();
      topics.rawLogs().forEach(raw -> add(needs, raw.name(), READ));
      add(needs, topics.rawDocuments().name(), READ);
      topics.cleanLogs().forEach(clean -> add(needs, clean.name(), WRITE));
      add(needs, topics.cleanDocuments().name(), WRITE);
      add(needs, topics.documentEvents().name(), WRITE);
      add(needs, topics.deadLetters().name(), WRITE);
      return needs;
    }

    @Override
    Set<String> groups(Topics topics) {
      return Set.of(topics.prefixed("sanitizer"));
    }

    @Override
    Set<String> transactionalIds(Topics topics) {
      return Set.of(topics.prefixed("sanitizer-0"));
    }
  },
  INGEST {
    @Override
    Map<String, Set<AclOperation>> needs(Topics topics) {
      var needs = new LinkedHashMap<String, Set<AclOperation>>();
      // What waits there is counted, and replayed dead letters go back where they came from.
      topics.rawLogs().forEach(raw -> add(needs, raw.name(), READ, WRITE));
      add(needs, topics.rawDocuments().name(), READ, WRITE);
      topics.cleanLogs().forEach(clean -> add(needs, clean.name(), READ));
      add(needs, topics.cleanDocuments().name(), READ);
      add(needs, topics.documentEvents().name(), READ, WRITE);
      // Read where the store was moved while it ran.
      add(needs, topics.entries().name(), READ, WRITE);
      add(needs, topics.deadLetters().name(), READ, WRITE);
      return needs;
    }

    @Override
    Set<String> groups(Topics topics) {
      return Set.of(topics.prefixed("indexer"));
    }

    @Override
    Set<String> watchedGroups(Topics topics) {
      return Set.of(topics.prefixed("sanitizer"));
    }

    @Override
    Set<String> transactionalIds(Topics topics) {
      return Set.of(topics.prefixed("ingest-upload-0"), topics.prefixed("ingest-replay"));
    }
  },
  QUERY {
    @Override
    Map<String, Set<AclOperation>> needs(Topics topics) {
      var needs = new LinkedHashMap<String, Set<AclOperation>>();
      topics.cleanLogs().forEach(clean -> add(needs, clean.name(), READ));
      add(needs, topics.cleanDocuments().name(), READ);
      add(needs, topics.entries().name(), READ);
      add(needs, topics.documentEvents().name(), READ);
      add(needs, topics.toolRegistry().name(), READ);
      add(needs, topics.toolResults().name(), READ);
      return needs;
    }
  };

  /** Topics by name, with the operations that the service needs on them. */
  abstract Map<String, Set<AclOperation>> needs(Topics topics);

  private static void add(
      Map<String, Set<AclOperation>> needs, String topic, AclOperation... operations) {
    needs
        .computeIfAbsent(topic, _ -> EnumSet.noneOf(AclOperation.class))
        .addAll(Arrays.asList(operations));
  }

  /** Consumer groups that the service reads with or asks about. */
  Set<String> groups(Topics topics) {
    return Set.of();
  }

  /** Consumer groups of others whose offsets it looks at. */
  Set<String> watchedGroups(Topics topics) {
    return Set.of();
  }

  /** A transactional id of each kind that the service writes with. */
  Set<String> transactionalIds(Topics topics) {
    return Set.of();
  }

  /** What all of these need together. */
  static Map<String, Set<AclOperation>> needs(Topics topics, Set<TopicUser> users) {
    var all = new LinkedHashMap<String, Set<AclOperation>>();
    Stream<Map<String, Set<AclOperation>>> each =
        List.copyOf(users).stream().map(user -> user.needs(topics));
    each.forEach(
        needs ->
            needs.forEach(
                (topic, operations) -> add(all, topic, operations.toArray(AclOperation[]::new))));
    return all;
  }
}
