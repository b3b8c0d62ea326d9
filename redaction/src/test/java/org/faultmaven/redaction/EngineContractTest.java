package org.faultmaven.redaction;

import org.faultmaven.contracts.kit.SanitizerContract;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;

final class EngineContractTest extends SanitizerContract {
  @Override
  protected ISanitizer sanitizer(KeyedHash hash) {
    return Redaction.engine(hash);
  }
}
