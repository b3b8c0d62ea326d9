package org.faultmaven.names;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The texts that {@code names/model/sample.py} made, and what spaCy said of them. */
final class Sample {
  private static final int BATCH = 64;

  private Sample() {}

  static List<String> texts() {
    try {
      Path file = Files.createTempFile("sample", ".texts");
      try {
        Files.write(file, unpacked("sample.texts.gz"));
        return Reference.readTexts(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Reference> references(int count) {
    return Reference.read(unpacked("sample.expected.gz"), count);
  }

  /** Compares everything. */
  static Comparison compare(NameFinder finder) {
    List<String> texts = texts();
    List<Reference> references = references(texts.size());
    var comparison = new Comparison(finder);
    for (int from = 0; from < texts.size(); from += BATCH) {
      int to = Math.min(texts.size(), from + BATCH);
      comparison.compare(texts.subList(from, to), references.subList(from, to));
    }
    return comparison;
  }

  private static byte[] unpacked(String name) {
    try (InputStream packed = Objects.requireNonNull(Sample.class.getResourceAsStream(name), name);
        var unpacked = new GZIPInputStream(packed)) {
      return unpacked.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
