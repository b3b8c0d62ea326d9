package org.faultmaven.standalone.send;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file to send.
 *
 * @param source what its lines are sent under
 */
public record LogFile(Path path, String source) {
  private static final int BUFFER = 64 << 10;

  /** Its bytes, decompressed when the name ends in {@code .gz}; the caller closes. */
  public InputStream open() throws IOException {
    InputStream file = Files.newInputStream(path);
    if (!compressed()) {
      return file;
    }
    try {
      return new GZIPInputStream(new BufferedInputStream(file, BUFFER), BUFFER);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Whether its size says little about its lines. */
  public boolean compressed() {
    return path.toString().endsWith(".gz");
  }
}
