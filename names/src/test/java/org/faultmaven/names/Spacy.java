package org.faultmaven.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.faultmaven.contracts.kit.PythonEnvironment;

/** The real spaCy, in its pinned environment. */
final class Spacy {
  private static final Path MODEL = Path.of("../names/model");

  private final PythonEnvironment python;

  private Spacy(PythonEnvironment python) {
    this.python = python;
  }

  /** A test that needs it is skipped where it can't be had, and fails there in CI. */
  static Spacy orSkip() throws IOException {
    return new Spacy(
        PythonEnvironment.of(
            "names",
            List.of(
                Files.readString(MODEL.resolve("requirements.txt")),
                Files.readString(MODEL.resolve("model.txt")))));
  }

  List<Reference> references(List<String> texts) throws IOException, InterruptedException {
    Path given = Files.createTempFile("names", ".texts");
    Path answer = Files.createTempFile("names", ".answer");
    try {
      Reference.writeTexts(given, texts);
      python.run(MODEL.resolve("reference.py"), given.toString(), answer.toString(), "--pipeline");
      return Reference.read(Files.readAllBytes(answer), texts.size());
    } finally {
      Files.delete(given);
      Files.delete(answer);
    }
  }
}
