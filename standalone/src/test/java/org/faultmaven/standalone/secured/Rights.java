package org.faultmaven.standalone.secured;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights of each service, as docs/topics.md lists them. */
public final class Rights {
  private static final Path DOCUMENT = Path.of("..", "docs", "topics.md");

  /** {@code | sanitizer-service | topic `a`, `b` | READ, WRITE |}. */
  private static final Pattern ROW =
      Pattern.compile(
          "\\| ([a-z]+)-service \\| (topic|group|transactional id) ([^|]+) \\| ([A-Z, ]+) \\|");

  private static final Pattern NAME = Pattern.compile("`([^`*]+)(\\*?)`");

  private Rights() {}

  /**
   * @param service {@code sanitizer}; its user has the same name
   */
  public static List<AclBinding> of(String service, String prefix) throws IOException {
    List<AclBinding> rights = new ArrayList<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && row.group(1).equals(service)) {
        ResourceType type =
            ResourceType.fromString(row.group(2).replace("transactional id", "transactional_id"));
        Matcher name = NAME.matcher(row.group(3));
        while (name.find()) {
          PatternType pattern =
              name.group(2).isEmpty() ? PatternType.LITERAL : PatternType.PREFIXED;
          for (String operation : row.group(4).split(",")) {
            rights.add(
                right(
                    service,
                    new ResourcePattern(type, prefix + name.group(1), pattern),
                    AclOperation.fromString(operation.strip())));
          }
        }
      }
    }
    return rights;
  }

  static AclBinding right(String user, ResourcePattern on, AclOperation operation) {
    return new AclBinding(
        on, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }
}
