package org.faultmaven.sanitizer.stream;

import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.Topics;

/**
 * What both kinds of record are judged with.
 *
 * @param policy of this kind
 * @param maxRecordBytes above it a record is refused
 */
public record Judge(
    ISanitizer sanitizer,
    Policy policy,
    KeyedHash hash,
    Topics topics,
    long maxRecordBytes,
    Meters meters) {
  public Tenant tenant() {
    return topics.tenant();
  }
}
