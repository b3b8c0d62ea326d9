package org.faultmaven.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The vocabulary of the policy for logs, which is data. */
final class LogWords {
  private static final String RESOURCE = "log-words.txt";

  private LogWords() {}

  static Set<String> load() {
    InputStream resource = Objects.requireNonNull(LogWords.class.getResourceAsStream(RESOURCE));
    try (var reader = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
          .filter(word -> !word.isEmpty())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " can't be read", e);
    }
  }
}
