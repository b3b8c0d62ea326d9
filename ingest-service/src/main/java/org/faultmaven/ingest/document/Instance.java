package org.faultmaven.ingest.document;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.faultmaven.contracts.config.ServerConfig;

/**
 * Names this instance in transactional ids: the same after a restart, so that what it left open is
 * ended at once, and another for every instance that runs beside it.
 */
final class Instance {
  private Instance() {}

  /**
   * The host's name and the port listened on; where any free one will do, which several on a host
   * may ask for, a name for this process alone.
   */
  static String name(ServerConfig server) {
    return host()
        + "-"
        + (server.port() == 0 ? UUID.randomUUID().toString() : Integer.toString(server.port()));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A host without a name in its own resolver; the port still tells two on it apart.
      return "localhost";
    }
  }
}
