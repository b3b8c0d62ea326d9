package org.faultmaven.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.faultmaven.contracts.kit.PythonEnvironment;

/** The real Presidio and the real spaCy with the same model, for their speed. */
public final class Rivals {
  private static final Path MODEL = Path.of("../names/model");
  private static final Path PRESIDIO =
      Path.of("../adapters/src/test/resources/org/faultmaven/adapters/presidio/server");

  private final PythonEnvironment python;

  private Rivals(PythonEnvironment python) {
    this.python = python;
  }

  /** A test that needs them is skipped where they can't be had, and fails there in CI. */
  public static Rivals orSkip() throws IOException {
    String requirements = Files.readString(PRESIDIO.resolve("requirements.txt"));
    return new Rivals(PythonEnvironment.of("presidio", List.of(requirements)));
  }

  /** How many texts one does in a second of processor time, by a way that speed.py knows. */
  public double rate(String way, List<String> texts) throws IOException, InterruptedException {
    Path given = Files.createTempFile("names", ".texts");
    Path answer = Files.createTempFile("names", ".seconds");
    try {
      Reference.writeTexts(given, texts);
      python.run(MODEL.resolve("speed.py"), way, given.toString(), answer.toString());
      return texts.size() / Double.parseDouble(Files.readString(answer).strip());
    } finally {
      Files.delete(given);
      Files.delete(answer);
    }
  }
}
