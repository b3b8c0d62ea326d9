package org.faultmaven.standalone.product;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import org.faultmaven.standalone.broker.FreePort;

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
        int first = FreePort.find();
        for (int port = first; port < first + count; port++) {
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
