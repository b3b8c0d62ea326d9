package org.faultmaven.standalone.product;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;

/** Ports that nothing listens on now. */
public final class FreePorts {
  private FreePorts() {}

  public static int one() throws IOException {
    return inARow(1);
  }

  /** The first of so many neighbours. */
  public static int inARow(int count) throws IOException {
    while (true) {
      var open = new ArrayList<ServerSocket>();
      try {
        open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        int first = open.getFirst().getLocalPort();
        for (int port = first + 1; port < first + count; port++) {
          open.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        }
        return first;
      } catch (IOException | IllegalArgumentException taken) {
        if (open.isEmpty()) {
          throw taken;
        }
        // A neighbour is taken: from another one on.
      } finally {
        for (ServerSocket socket : open) {
          socket.close();
        }
      }
    }
  }
}
