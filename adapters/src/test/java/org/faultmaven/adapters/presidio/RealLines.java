package org.faultmaven.adapters.presidio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Lines of the logs in {@code shared/data}, if that lies beside the checkout or where the system
 * property {@code shared.data} says.
 */
public final class RealLines {
  private RealLines() {}

  /** So many, spread over all of them; skips the test when they are not there. */
  public static List<String> some(int count) throws IOException {
    List<String> all = all();
    var some = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  /** All lines that are not blank, file by file. */
  public static List<String> all() throws IOException {
    Path data = folder();
    var lines = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (file.toString().contains("log")) {
          lines.addAll(lines(file));
        }
      }
    }
    return lines;
  }

  private static List<String> lines(Path file) throws IOException {
    String text =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(file)))
            .toString();
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  private static Path folder() {
    String given = System.getProperty("shared.data");
    List<Path> places =
        given != null
            ? List.of(Path.of(given))
            : List.of(Path.of("../../shared/data"), Path.of("../shared/data"));
    for (Path place : places) {
      if (Files.isDirectory(place.resolve("elastic-examples"))) {
        return place.resolve("elastic-examples");
      }
    }
    Assumptions.abort("no real logs: shared/data is not beside the checkout");
    throw new AssertionError();
  }
}
