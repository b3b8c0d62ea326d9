package org.faultmaven.contracts.topic;

import org.faultmaven.contracts.record.Tenant;

/**
 * A topic that holds text as it came.
 *
 * @param name the whole name
 * @param tenant whose it is
 */
public record RawTopic(String name, Tenant tenant) {
  public Sensitivity sensitivity() {
    return Sensitivity.RAW;
  }
}
