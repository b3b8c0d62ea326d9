package org.faultmaven.query.session;

import java.time.Clock;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.port.ISessionStore;

/** Makes session stores. */
public final class Sessions {
  private Sessions() {}

  /** A store in this process: it forgets with the process, and holds as many as it is given. */
  public static ISessionStore inProcess(Clock clock, SessionConfig config) {
    return new InProcessSessionStore(clock, config);
  }
}
