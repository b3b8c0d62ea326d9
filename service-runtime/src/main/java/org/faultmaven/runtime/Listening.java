package org.faultmaven.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.faultmaven.contracts.config.ServerConfig;

/** Where a process may listen. */
public final class Listening {
  private Listening() {}

  /**
   * Lets a process without authentication listen on the loopback, or where its operator said that
   * it is safe.
   *
   * @throws StartException when it must not
   */
  public static void requireSafe(ServerConfig server) {
    if (!server.unauthenticated() && !loopback(server.address())) {
      throw new StartException(
          "server.address is not the loopback, and there is no authentication. Leave it at"
              + " 127.0.0.1 and put a proxy that authenticates in front, or set"
              + " server.unauthenticated=true where the network itself keeps others out.");
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
