package org.faultmaven.standalone.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.faultmaven.runtime.StartException;

/** Looks whether a port is free before anything is started that would fail on it in the middle. */
final class Ports {
  private Ports() {}

  /**
   * @param option how to name another one
   * @throws StartException when somebody else listens there
   */
  static void requireFree(int port, String what, String option) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new StartException(
          "port %d, for %s, is taken. Stop what listens there (perhaps another ./faultmaven up), or name another with %s."
              .formatted(port, what, option));
    }
  }
}
