package org.faultmaven.query.session;

import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.kit.ManualClock;
import org.faultmaven.contracts.kit.SessionStoreContract;
import org.faultmaven.contracts.port.ISessionStore;

class InProcessSessionStoreTest extends SessionStoreContract {
  @Override
  protected ISessionStore open(ManualClock clock, SessionConfig config) {
    return Sessions.inProcess(clock, config);
  }
}
