package org.faultmaven.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the judged tokens of a text from left to right and makes entities of them.
 *
 * <p>spaCy's whole pipeline has found the starts of sentences before, and an entity may not reach
 * over one. Without them the decoder can follow every way that some choice of sentence starts
 * allows: wherever the best move begins or continues an entity, the best move that does neither is
 * followed too. What it finds then contains whatever spaCy finds.
 */
final class Decoder {
  /** Entities that may be open at once; only a text made for it has more than a few. */
  private static final int MOST_OPEN = 64;

  /**
   * An entity that has begun: where, in UTF-16 units, what it is, its share in the hidden layer.
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Open(int start, int label, float[] share) {}

  private record Span(int start, int end, int label) {}

  private static final int OVERLONG = -1;
  private static final Comparator<Entity> ORDER =
      Comparator.comparingInt(Entity::start)
          .thenComparingInt(Entity::end)
          .thenComparing(Entity::label);

  private final Scores scores;
  private final Kernel kernel;
  private final Parts parts;
  private final boolean allWays;
  private final float[] hidden;
  private final Set<Span> spans = new LinkedHashSet<>();
  private boolean closed = true;
  private List<Open> open = new ArrayList<>();
  private @Nullable Judged before;

  Decoder(Scores scores, Kernel kernel, Parts parts, int hiddenWidth, boolean allWays) {
    this.scores = scores;
    this.kernel = kernel;
    this.parts = parts;
    this.allWays = allWays;
    hidden = new float[hiddenWidth];
  }

  /**
   * @param last whether the text ends with this token
   */
  void next(Judged token, int start, int end, boolean space, boolean overlong, boolean last) {
    boolean nextClosed = false;
    List<Open> nextOpen = new ArrayList<>(2);
    if (!open.isEmpty() && before != null) {
      float[] current = parts.of(0, token);
      float[] previous = parts.of(2, before);
      for (Open entity : open) {
        boolean goesOn = !last && isBetterOn(entity, current, previous);
        if (goesOn) {
          nextOpen.add(entity);
        }
        if (!goesOn || allWays) {
          spans.add(new Span(entity.start(), end, entity.label()));
          nextClosed = true;
        }
      }
    }
    if (closed) {
      int move = space ? scores.moves().out() : last ? token.bestUnlessBegin() : token.best();
      boolean begins = move != token.bestUnlessBegin() && !space;
      if (begins) {
        int label = scores.moves().label()[move];
        nextOpen.add(new Open(start, label, parts.of(1, token)));
      }
      if (!begins || allWays) {
        int other = space ? move : token.bestUnlessBegin();
        if (other != scores.moves().out()) {
          spans.add(new Span(start, end, scores.moves().label()[other]));
        }
        nextClosed = true;
      }
    }
    if (overlong) {
      spans.add(new Span(start, end, OVERLONG));
    }
    while (nextOpen.size() > MOST_OPEN) {
      Open oldest = nextOpen.removeFirst();
      spans.add(new Span(oldest.start(), end, oldest.label()));
      nextClosed = true;
    }
    closed = nextClosed;
    open = nextOpen;
    before = token;
  }

  private boolean isBetterOn(Open entity, float[] current, float[] previous) {
    scores.hiddenInside(kernel, current, entity.share(), previous, hidden);
    return scores.advantageOfGoingOn(hidden, entity.label()) >= 0;
  }

  /** In code points of the text, by their place. */
  List<Entity> entities(String text) {
    if (spans.isEmpty()) {
      return List.of();
    }
    var points = new CodePoints(text);
    List<Span> inOrder = new ArrayList<>(spans);
    inOrder.sort(Comparator.comparingInt(Span::start));
    List<Entity> entities = new ArrayList<>(inOrder.size());
    for (Span span : inOrder) {
      int start = points.of(span.start());
      entities.add(
          new Entity(
              start,
              start + text.codePointCount(span.start(), span.end()),
              span.label() == OVERLONG ? Entity.OVERLONG : scores.moves().labels()[span.label()]));
    }
    entities.sort(ORDER);
    return entities;
  }

  /** Counts code points up to indices that only grow. */
  private static final class CodePoints {
    private final String text;
    private int index;
    private int points;

    CodePoints(String text) {
      this.text = text;
    }

    int of(int next) {
      points += text.codePointCount(index, next);
      index = next;
      return points;
    }
  }
}
