package org.faultmaven.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * The plainest of HTTP clients: sends everything before it reads anything, and can stop in between,
 * which libraries don't let a test do.
 */
public final class RawHttp implements AutoCloseable {
  private final Socket socket;
  private final OutputStream out;
  private boolean chunked;

  public RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    out = socket.getOutputStream();
  }

  /**
   * Begins a request.
   *
   * @param length of the body; negative to send it chunked
   */
  public void post(String path, String contentType, long length) throws IOException {
    chunked = length < 0;
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + contentType
            + "\r\n"
            + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + length)
            + "\r\nConnection: close\r\n\r\n";
    out.write(head.getBytes(ISO_8859_1));
  }

  /** Sends a part of the body. */
  public void body(byte[] part) throws IOException {
    if (chunked) {
      out.write((Integer.toHexString(part.length) + "\r\n").getBytes(ISO_8859_1));
    }
    out.write(part);
    if (chunked) {
      out.write("\r\n".getBytes(ISO_8859_1));
    }
    out.flush();
  }

  /** Ends the request and reads the answer, head and body. */
  public String answer() throws IOException {
    if (chunked) {
      out.write("0\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), UTF_8);
  }

  /** The status of an answer. */
  public static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }

  /** Whether the answer is a problem document. */
  public static boolean isProblem(String answer) {
    return answer.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
