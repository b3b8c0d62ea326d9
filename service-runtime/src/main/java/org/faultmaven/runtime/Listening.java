package org.faultmaven.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.faultmaven.contracts.config.AccessConfig;
import org.faultmaven.contracts.config.ServerConfig;

/** Where a process may listen. */
public final class Listening {
  private Listening() {}

  /**
   * Lets a process without authentication listen on the loopback only, or where its operator said
   * that it is safe.
   *
   * @throws StartException when it must not
   */
  public static void requireSafe(ServerConfig server, AccessConfig access) {
    if (!access.required() && !server.unauthenticated() && !loopback(server.address())) {
      throw new StartException(
          "server.address is not the loopback, and there is no authentication. Set"
              + " access.required=true and make keys (./faultmaven keys create), leave it at"
              + " 127.0.0.1, or set server.unauthenticated=true where the network itself keeps"
              + " others out.");
    }
  }

  private static boolean loopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new StartException("server.address is no address of this machine.");
    }
  }
}
