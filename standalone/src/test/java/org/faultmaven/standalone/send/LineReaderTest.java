package org.faultmaven.standalone.send;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.faultmaven.standalone.send.LineReader.Line;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void aLineEndsAtLfOrCrLfOrWithTheStream() throws Exception {
    assertThat(lines("a\nb\r\n\nc", 10)).containsExactly("a", "b", "", "c");
    assertThat(lines("a\n", 10)).containsExactly("a");
    assertThat(lines("", 10)).isEmpty();
    assertThat(lines("\n", 10)).containsExactly("");
    assertThat(lines("a\rb\n", 10)).containsExactly("a\rb");
  }

  @Test
  void bytesThatAreNoTextArePassedOn() throws Exception {
    assertThat(lines("\u00ff\u00fe\u0000\nok", 10)).containsExactly("\u00ff\u00fe\u0000", "ok");
  }

  @Test
  void aLineThatIsTooLongIsMeasuredAndTheNextOneIsWhole() throws Exception {
    assertThat(lines("12345\n123456\r\n12345\r\n" + "x".repeat(600_000) + "\nend", 5))
        .containsExactly("12345", "too long: 6", "12345", "too long: 600000", "end");
  }

  @Test
  void linesReachAcrossBuffers() throws Exception {
    String one = "x".repeat(300_000);
    String two = "y".repeat(300_000);

    assertThat(lines(one + "\n" + two + "\r\n", 1 << 20)).containsExactly(one, two);
  }

  @Test
  void slowStreamsGiveTheSameLines() throws Exception {
    var slow =
        new ByteArrayInputStream("one\r\ntwo\n".getBytes(ISO_8859_1)) {
          @Override
          public synchronized int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(1, length));
          }
        };

    assertThat(lines(slow, 10)).containsExactly("one", "two");
  }

  private static List<String> lines(String text, int max) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), max);
  }

  private static List<String> lines(InputStream in, int max) throws IOException {
    var lines = new ArrayList<String>();
    var reader = new LineReader(in, max);
    for (Line line = reader.next(); line != null; line = reader.next()) {
      byte[] bytes = line.bytes();
      lines.add(bytes == null ? "too long: " + line.length() : new String(bytes, ISO_8859_1));
    }
    return lines;
  }
}
