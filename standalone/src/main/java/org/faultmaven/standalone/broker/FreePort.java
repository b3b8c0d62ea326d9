package org.faultmaven.standalone.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of the loopback that nothing listens on. It is from below the range that operating systems
 * give to outgoing connections and to port 0 (from 32,768 on Linux, from 49,152 elsewhere), so that
 * hardly anybody takes it before its user does.
 */
public final class FreePort {
  private static final int LOWEST = 20_000;
  private static final int END = 32_768;
  private static final int TRIES = 100;

  private FreePort() {}

  /**
   * @return the port
   * @throws IOException when a hundred of them are taken
   */
  public static int find() throws IOException {
    for (int left = TRIES; ; left--) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, END);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        if (left == 1) {
          throw taken;
        }
      }
    }
  }
}
