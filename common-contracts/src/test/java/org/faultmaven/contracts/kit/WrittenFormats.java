package org.faultmaven.contracts.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as earlier versions wrote them: {@code src/test/resources/formats/N/NAME} of a module, N
 * counting from 1. What is written now must be the last of them, and all of them must be read. They
 * are never changed: whoever writes something else adds the next, as docs/upgrades.md has it.
 */
public final class WrittenFormats {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  private WrittenFormats() {}

  /**
   * Checks that these bytes are what the last format is, and that each format has the meaning.
   *
   * @param anchor a class of the module that holds the resources
   * @param written by the present version
   * @param read what the present version makes of bytes
   * @param meaning of the bytes of every format
   */
  public static <T> void check(
      Class<?> anchor, String name, byte[] written, Function<byte[], T> read, T meaning) {
    List<byte[]> formats = all(anchor, name, written);
    assertThat(new String(formats.getLast(), UTF_8))
        .as(
            "%s is written otherwise than the last release did. If old readers may meet it, see"
                + " docs/upgrades.md; then record it as formats/%d/%s with -Dregenerate=true and an"
                + " empty file of that name",
            name, formats.size() + 1, name)
        .isEqualTo(new String(written, UTF_8));
    assertThat(formats.getLast()).isEqualTo(written);
    for (byte[] format : formats) {
      assertThat(read.apply(format)).as(name).isEqualTo(meaning);
    }
  }

  /** The bytes of every format there is, the first first; another module's test records them. */
  public static List<byte[]> all(Class<?> anchor, String name) {
    var formats = new ArrayList<byte[]>();
    for (int format = 1; ; format++) {
      byte[] bytes = resource(anchor, "formats/" + format + "/" + name);
      if (bytes == null) {
        assertThat(formats).as("the formats of %s", name).isNotEmpty();
        return formats;
      }
      formats.add(bytes);
    }
  }

  /**
   * The bytes of every format there is, the first first.
   *
   * @param written what is recorded where it is asked for
   */
  public static List<byte[]> all(Class<?> anchor, String name, byte[] written) {
    var formats = new ArrayList<byte[]>();
    for (int format = 1; ; format++) {
      String file = "formats/" + format + "/" + name;
      byte[] bytes = resource(anchor, file);
      if (Boolean.getBoolean("regenerate") && (bytes == null ? format == 1 : bytes.length == 0)) {
        record(file, written);
        bytes = written;
      }
      if (bytes == null) {
        assertThat(formats).as("the formats of %s", name).isNotEmpty();
        return formats;
      }
      formats.add(bytes);
    }
  }

  private static byte @Nullable [] resource(Class<?> anchor, String file) {
    try (InputStream in = anchor.getClassLoader().getResourceAsStream(file)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void record(String file, byte[] bytes) {
    try {
      Path path = RESOURCES.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record as text: its key, its headers by name, and its value, a line each. */
  public static byte[] record(byte @Nullable [] key, Headers headers, byte @Nullable [] value) {
    var sorted = new TreeMap<String, String>();
    for (Header header : headers) {
      sorted.put(header.key(), text(header.value()));
    }
    var lines = new StringBuilder();
    lines.append("key ").append(text(key)).append('\n');
    sorted.forEach((name, text) -> lines.append(name).append(' ').append(text).append('\n'));
    return lines.append("value ").append(text(value)).append('\n').toString().getBytes(UTF_8);
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : '"' + new String(bytes, UTF_8).replace("\n", "\\n") + '"';
  }

  /** What {@link #record} wrote. */
  public record Parts(byte @Nullable [] key, RecordHeaders headers, byte @Nullable [] value) {}

  /** Reads what {@link #record} wrote. */
  public static Parts parts(byte[] record) {
    Map<String, byte @Nullable []> fields = new TreeMap<>();
    new String(record, UTF_8)
        .lines()
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              fields.put(line.substring(0, space), bytes(line.substring(space + 1)));
            });
    byte[] key = fields.remove("key");
    byte[] value = fields.remove("value");
    var headers = new RecordHeaders();
    fields.forEach(headers::add);
    return new Parts(key, headers, value);
  }

  private static byte @Nullable [] bytes(String text) {
    return text.equals("null")
        ? null
        : text.substring(1, text.length() - 1).replace("\\n", "\n").getBytes(UTF_8);
  }

  /** Bytes that are no text, as hexadecimal digits. */
  public static byte[] hex(byte[] bytes) {
    return (HexFormat.of().formatHex(bytes) + "\n").getBytes(UTF_8);
  }

  /** What {@link #hex} wrote. */
  public static byte[] fromHex(byte[] digits) {
    return HexFormat.of().parseHex(new String(digits, UTF_8).strip().toLowerCase(Locale.ROOT));
  }
}
