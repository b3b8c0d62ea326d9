package org.faultmaven.adapters.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ServersIT {
  @Test
  void redis_comes_back_on_its_port() throws IOException {
    try (var redis = RedisServer.start()) {
      connect(redis.port());
      redis.stop();
      assertThatThrownBy(() -> connect(redis.port())).isInstanceOf(IOException.class);
      redis.startAgain();
      connect(redis.port());
    }
  }

  @Test
  void chroma_comes_back_on_its_port() throws IOException {
    try (var chroma = ChromaServer.start()) {
      connect(chroma.url().getPort());
      chroma.stop();
      assertThatThrownBy(() -> connect(chroma.url().getPort())).isInstanceOf(IOException.class);
      chroma.startAgain();
      connect(chroma.url().getPort());
    }
  }

  private static void connect(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(socket.isConnected()).isTrue();
    }
  }
}
