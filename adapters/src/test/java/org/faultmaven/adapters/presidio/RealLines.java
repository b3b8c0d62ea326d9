package org.faultmaven.adapters.presidio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines of real logs: of the folder that {@code -Dbench.logs} names, of {@code shared/data} where
 * that lies beside the checkout, or those of the incident that ships with the product.
 */
public final class RealLines {
  private RealLines() {}

  private static final List<Path> PLACES =
      List.of(
          Path.of("../../shared/data/elastic-examples"),
          Path.of("../standalone/src/main/resources/sample"));

  /** So many, spread over all of them; fewer where there are fewer. */
  public static List<String> some(int count) throws IOException {
    List<String> all = all();
    var some = new ArrayList<String>();
    int most = Math.min(count, all.size());
    for (int i = 0; i < most; i++) {
      some.add(all.get((int) ((long) i * all.size() / most)));
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
    String given = System.getProperty("bench.logs");
    if (given != null && !given.isBlank()) {
      return Path.of(given);
    }
    return PLACES.stream().filter(Files::isDirectory).findFirst().orElseThrow();
  }
}
