package org.faultmaven.contracts.topic;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Looks whether what a service uses besides the topics of the catalog is its user's to use:
 * consumer groups, transactional ids, the sanitizer's own topics. Brokers tell only when there is
 * no right at all to one.
 */
final class GroupRights {
  private final Admin admin;
  private final Topics topics;
  private final TopicInspection inspection;

  GroupRights(Admin admin, Topics topics, TopicInspection inspection) {
    this.admin = admin;
    this.topics = topics;
    this.inspection = inspection;
  }

  void inspect(TopicUser user) throws InterruptedException {
    for (String group : user.groups(topics)) {
      inspectGroup(group, READ);
    }
    for (String group : user.watchedGroups(topics)) {
      inspectGroup(group, DESCRIBE);
    }
    for (String id : user.transactionalIds(topics)) {
      if (refused(admin.describeTransactions(Set.of(id)).description(id))) {
        noRight("transactional id " + id, WRITE);
      }
    }
    String ledger = topics.prefixed("sanitizer-ledger-changelog");
    switch (user) {
      case SANITIZER -> {
        if (!isSeen(ledger)) {
          noRight("topics " + topics.prefixed("sanitizer-*"), CREATE, READ, WRITE);
        } else if (!mayCreate(ledger)) {
          noRight("topics " + topics.prefixed("sanitizer-*"), CREATE);
        }
      }
      case INGEST -> {
        if (!isSeen(ledger)) {
          noRight(ledger, READ);
        }
      }
      case QUERY -> {}
    }
  }

  void inspectGroup(String group, AclOperation needed) throws InterruptedException {
    if (refused(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())) {
      noRight("consumer group " + group, needed);
    }
  }

  /** A right to read or write it is one to see it, be it there or not. */
  private boolean isSeen(String topic) throws InterruptedException {
    return !refused(admin.describeTopics(List.of(topic)).allTopicNames());
  }

  private boolean mayCreate(String topic) throws InterruptedException {
    var tried =
        admin.createTopics(
            List.of(new NewTopic(topic, 1, (short) 1)),
            new CreateTopicsOptions().validateOnly(true));
    return !refused(tried.all());
  }

  private void noRight(String name, AclOperation first, AclOperation... more) {
    inspection.noRight(EnumSet.of(first, more), name);
  }

  private static boolean refused(KafkaFuture<?> asked) throws InterruptedException {
    try {
      asked.get();
      return false;
    } catch (ExecutionException e) {
      // Whatever else it is says nothing of rights: an id that was never used, say.
      return e.getCause() instanceof AuthorizationException;
    }
  }
}
