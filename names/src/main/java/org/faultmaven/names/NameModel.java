package org.faultmaven.names;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A model of names: the weights and tables of one of spaCy's, as {@code names/model/convert.py}
 * writes them. Immutable, safe for use by many threads.
 */
public final class NameModel {
  private static final String MAGIC = "FMNAMES1";
  private static final int FORMAT = 1;
  private static final String SHIPPED = "en_core_web_sm.model";

  /** The expressions and special cases of its tokenizer. */
  record Cutting(
      Expression whole,
      Expression prefix,
      Expression suffix,
      Expression infix,
      Expression url,
      SpecialCases special) {
    static Cutting read(ModelInput input) throws UnfitModelException {
      return new Cutting(
          Expression.read(input),
          Expression.read(input),
          Expression.read(input),
          Expression.read(input),
          Expression.read(input),
          SpecialCases.read(input));
    }
  }

  private final String id;
  private final Weights weights;
  private final Scores scores;
  private final Cutting cutting;
  private final Features features;

  private NameModel(String id, Weights weights, Moves moves, Cutting cutting, Features features) {
    this.id = id;
    this.weights = weights;
    scores = new Scores(weights, moves);
    this.cutting = cutting;
    this.features = features;
  }

  /** spaCy's small English model, which ships with this module. */
  public static NameModel shipped() {
    try (InputStream resource =
        Objects.requireNonNull(NameModel.class.getResourceAsStream(SHIPPED), SHIPPED)) {
      return of(resource.readAllBytes());
    } catch (IOException | UnfitModelException e) {
      throw new IllegalStateException("The model that ships can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * A model from a file that {@code names/model/convert.py} wrote.
   *
   * @throws IOException when the file can't be read
   * @throws UnfitModelException when it holds no model, or one of another architecture
   */
  public static NameModel read(Path file) throws IOException, UnfitModelException {
    return of(Files.readAllBytes(file));
  }

  static NameModel of(byte[] file) throws UnfitModelException {
    var input = new ModelInput(file);
    if (!input.startsWith(MAGIC)) {
      throw new UnfitModelException("it is no model that names/model/convert.py wrote");
    }
    int format = input.readInt();
    if (format != FORMAT) {
      throw new UnfitModelException(
          "it is of format " + format + ", not " + FORMAT + ": convert it again");
    }
    String name = input.readText();
    String version = input.readText();
    Weights weights = Weights.read(input);
    Moves moves = Moves.read(input, weights.upper().outputs());
    Cutting cutting = Cutting.read(input);
    Features features = Features.read(input);
    input.expectEnd();
    String id = name + "-" + version + "-" + digest(file).substring(0, 8);
    return new NameModel(id, weights, moves, cutting, features);
  }

  private static String digest(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Name, version, and the beginning of its checksum: what its answers depend on. */
  public String id() {
    return id;
  }

  /** The labels that its entities have, sorted. */
  public List<String> labels() {
    return List.of(scores.moves().labels());
  }

  Weights weights() {
    return weights;
  }

  Scores scores() {
    return scores;
  }

  Cutting cutting() {
    return cutting;
  }

  Features features() {
    return features;
  }
}
