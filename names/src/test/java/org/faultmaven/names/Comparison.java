package org.faultmaven.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares this module's answers with spaCy's, text by text. */
final class Comparison {
  private static final int SHOWN = 20;

  private final NameFinder finder;
  private final List<String> differences = new ArrayList<>();
  private int texts;
  private long tokens;
  private long entities;
  private int different;
  private long marked;
  private long markedByPipeline;

  Comparison(NameFinder finder) {
    this.finder = finder;
  }

  /** Texts are shown on failure: only made-up and public ones may be compared. */
  void compare(List<String> batch, List<Reference> references) {
    List<List<Entity>> found = finder.entitiesWithoutSentences(batch);
    List<List<Entity>> allWays = finder.entities(batch);
    for (int i = 0; i < batch.size(); i++) {
      String text = batch.get(i);
      Reference reference = references.get(i);
      texts++;
      tokens += reference.tokens().size();
      entities += reference.entities().size();
      if (!tokens(text).equals(reference.tokens())) {
        differ("tokens", text, firstDifference(tokens(text), reference.tokens()));
      }
      if (!found.get(i).equals(reference.entities())) {
        differ("entities", text, firstDifference(found.get(i), reference.entities()));
      }
      compareMarks(text, allWays.get(i), reference);
    }
  }

  private void compareMarks(String text, List<Entity> allWays, Reference reference) {
    int length = text.codePointCount(0, text.length());
    for (String kind : List.of("PERSON", "LOCATION", "NRP")) {
      boolean[] ours = marks(allWays, kind, length);
      boolean[] theirs = marks(reference.pipeline(), kind, length);
      for (int c = 0; c < length; c++) {
        marked += ours[c] ? 1 : 0;
        markedByPipeline += theirs[c] ? 1 : 0;
        if (theirs[c] && !ours[c]) {
          differ(kind + " of the pipeline at " + c, text, allWays + " / " + reference.pipeline());
          break;
        }
      }
    }
  }

  /** The characters that are of a kind, as Presidio sorts labels into kinds. */
  private static boolean[] marks(List<Entity> entities, String kind, int length) {
    boolean[] marks = new boolean[length];
    for (Entity entity : entities) {
      String of =
          switch (entity.label()) {
            case "PERSON" -> "PERSON";
            case "GPE", "LOC", "FAC" -> "LOCATION";
            case "NORP" -> "NRP";
            default -> "";
          };
      if (of.equals(kind)) {
        java.util.Arrays.fill(marks, entity.start(), entity.end(), true);
      }
    }
    return marks;
  }

  private List<Reference.Token> tokens(String text) {
    List<Reference.Token> all = new ArrayList<>();
    for (long[] token : finder.worker().tokens(text)) {
      all.add(
          new Reference.Token(
              text.codePointCount(0, (int) token[0]),
              text.codePointCount(0, (int) token[1]),
              token[2]));
    }
    return all;
  }

  private static String firstDifference(List<?> ours, List<?> theirs) {
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      Object one = i < ours.size() ? ours.get(i) : "nothing";
      Object other = i < theirs.size() ? theirs.get(i) : "nothing";
      if (!one.equals(other)) {
        return "at " + i + " " + one + ", not " + other;
      }
    }
    return "none";
  }

  private void differ(String what, String text, String detail) {
    different++;
    if (differences.size() < SHOWN) {
      differences.add(what + ": " + detail + " in \"" + text + "\"");
    }
  }

  /** The first of them. */
  List<String> differences() {
    return differences;
  }

  int different() {
    return different;
  }

  String summary() {
    return String.format(
        Locale.ROOT,
        "%d texts, %d tokens, %d entities: %d differences; %d characters of names in the whole"
            + " pipeline, %d marked (%.2f %% more)",
        texts,
        tokens,
        entities,
        different,
        markedByPipeline,
        marked,
        100.0 * (marked - markedByPipeline) / Math.max(1, markedByPipeline));
  }
}
