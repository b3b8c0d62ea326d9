package org.faultmaven.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

class TopicInspectionTest {
  private final TopicInspection inspection = new TopicInspection();

  private static TopicDescription topic(Set<AclOperation> granted) {
    return new TopicDescription("app.logs", false, List.of(), granted);
  }

  @Test
  void aRightThatIsLackingIsNamed() {
    inspection.rights(
        topic(EnumSet.of(AclOperation.DESCRIBE, AclOperation.READ)),
        EnumSet.of(AclOperation.READ, AclOperation.WRITE));

    assertThat(inspection.problems())
        .singleElement()
        .asString()
        .contains("no right to [WRITE] app.logs", "grant it");
  }

  @Test
  void enoughRightsAreNoProblem() {
    inspection.rights(
        topic(EnumSet.of(AclOperation.READ, AclOperation.WRITE)), EnumSet.of(AclOperation.READ));

    assertThat(inspection.problems()).isEmpty();
  }

  @Test
  void aBrokerThatDoesNotTellIsBelieved() {
    inspection.rights(topic(Set.of()), EnumSet.of(AclOperation.WRITE));

    assertThat(inspection.problems()).isEmpty();
  }
}
