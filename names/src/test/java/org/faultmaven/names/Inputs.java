package org.faultmaven.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Texts to compare and measure with: of this machine, and made up from them. */
public final class Inputs {
  /** A folder of logs: {@code -Dbench.logs=...}, or the one beside the checkout, if any. */
  private static final Path BESIDE = Path.of("../../shared/data");

  private static final Path DOCUMENTATION = Path.of("/usr/share/doc");

  private Inputs() {}

  /** Log lines below a folder; empty when there is none. */
  public static List<String> logs() {
    String given = System.getProperty("bench.logs");
    Path folder = given == null || given.isBlank() ? BESIDE : Path.of(given);
    return files(folder, name -> name.contains(".log")).stream()
        .flatMap(file -> read(file).lines())
        .toList();
  }

  public static List<String> logs(String fileOrFolder) {
    String given = System.getProperty("bench.logs");
    Path folder = given == null || given.isBlank() ? BESIDE : Path.of(given);
    return files(folder, name -> name.contains(".log")).stream()
        .filter(file -> folder.relativize(file).toString().contains(fileOrFolder))
        .flatMap(file -> read(file).lines())
        .toList();
  }

  /** Paragraphs of the documentation on this machine, at most so many. */
  public static List<String> prose(int most) {
    Set<String> paragraphs = new LinkedHashSet<>();
    for (Path file : files(DOCUMENTATION, Inputs::isProse)) {
      for (String paragraph : read(file).split("\n\\s*\n")) {
        if (paragraph.length() > 40
            && paragraph.length() < 2000
            && paragraph.chars().filter(Character::isLetter).count() > paragraph.length() / 2) {
          paragraphs.add(paragraph);
        }
      }
    }
    List<String> all = new ArrayList<>(paragraphs);
    java.util.Collections.shuffle(all, new Random(4));
    return all.subList(0, Math.min(most, all.size()));
  }

  /** Those that both sides judge: without lone surrogates or stretches that are too long. */
  static boolean isComparable(String text) {
    return Stream.of(text.split("\\s")).allMatch(s -> s.length() <= NameFinder.LONGEST_CHUNK)
        && UTF_8.newEncoder().canEncode(text);
  }

  /** Changes a few characters, words and blanks. */
  static String mutated(String text, List<String> others, Random random) {
    var mutated = new StringBuilder(text);
    for (int i = random.nextInt(6); i >= 0 && !mutated.isEmpty(); i--) {
      int at = mutated.offsetByCodePoints(0, random.nextInt(points(mutated)));
      switch (random.nextInt(5)) {
        case 0 -> mutated.delete(at, mutated.offsetByCodePoints(at, 1));
        case 1 -> mutated.insert(at, Character.toString(0x20 + random.nextInt(0x2500)));
        case 2 -> mutated.insert(at, Character.toString(0x1f300 + random.nextInt(0x400)));
        case 3 -> mutated.insert(at, List.of(" ", "\n", "  ", "\t", "\u00a0").get(i % 5));
        default -> {
          String other = others.get(random.nextInt(others.size()));
          int end = Math.min(other.length(), 12);
          mutated.insert(
              at,
              other.substring(
                  0,
                  Character.isHighSurrogate(end == 0 ? ' ' : other.charAt(end - 1))
                      ? end - 1
                      : end));
        }
      }
    }
    return mutated.toString();
  }

  private static int points(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  private static boolean isProse(String name) {
    return name.endsWith(".txt")
        || name.startsWith("README")
        || name.startsWith("NEWS")
        || name.equals("copyright");
  }

  private static List<Path> files(Path folder, java.util.function.Predicate<String> wanted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && Files.isReadable(file))
          .filter(file -> wanted.test(file.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
