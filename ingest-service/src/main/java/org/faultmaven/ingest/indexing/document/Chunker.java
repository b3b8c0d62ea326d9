package org.faultmaven.ingest.indexing.document;

import java.util.ArrayList;
import java.util.List;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.record.Citation;

/**
 * Cuts a piece of a document into chunks of at most a number of the embedder's tokens. Neighbours
 * share some, so that a thought on a border stands whole in one of them. Cuts after lines where it
 * can, else after words, never inside one.
 */
final class Chunker {
  /** A line with more than this is cut by itself; every token has at least one character. */
  private static final int MAX_UNIT = 2_000;

  private final IEmbedder embedder;
  private final int maxTokens;
  private final int overlap;

  Chunker(IEmbedder embedder, int maxTokens, int overlap) {
    this.embedder = embedder;
    this.maxTokens = Math.min(maxTokens, embedder.maxTokens());
    this.overlap = overlap;
  }

  /**
   * A chunk.
   *
   * @param firstLine 1-based line of the piece on which it begins
   * @param lastLine on which it ends
   */
  record Chunk(String text, int firstLine, int lastLine) {}

  /** A stretch of text that is not cut, with its tokens. */
  private record Unit(String text, int line, boolean endsLine, int tokens) {}

  List<Chunk> chunks(String text) {
    List<String> lines = Citation.lines(text);
    return chunks(lines, 1, lines.size());
  }

  /**
   * @param lines of the whole piece
   * @param firstLine the first to be cut, 1-based
   * @param lastLine the last, inclusive
   */
  List<Chunk> chunks(List<String> lines, int firstLine, int lastLine) {
    List<Unit> units = units(lines, firstLine, lastLine);
    var chunks = new ArrayList<Chunk>();
    int start = 0;
    while (start < units.size()) {
      int end = start;
      int tokens = 0;
      while (end < units.size()
          && (end == start || tokens + units.get(end).tokens() <= maxTokens)) {
        tokens += units.get(end).tokens();
        end++;
      }
      add(chunks, units.subList(start, end));
      if (end == units.size()) {
        break;
      }
      start = Math.max(start + 1, stepBack(units, end));
    }
    return chunks;
  }

  /** Where the next chunk begins: as many units before the end as the overlap has room for. */
  private int stepBack(List<Unit> units, int end) {
    int start = end;
    int tokens = 0;
    while (start > 0 && tokens + units.get(start - 1).tokens() <= overlap) {
      tokens += units.get(--start).tokens();
    }
    return start;
  }

  private static void add(List<Chunk> chunks, List<Unit> units) {
    var text = new StringBuilder();
    for (Unit unit : units) {
      text.append(unit.text()).append(unit.endsLine() ? "\n" : "");
    }
    String chunk = text.toString().strip();
    if (!chunk.isEmpty()) {
      chunks.add(new Chunk(chunk, units.getFirst().line(), units.getLast().line()));
    }
  }

  private List<Unit> units(List<String> lines, int firstLine, int lastLine) {
    var units = new ArrayList<Unit>();
    for (int line = firstLine; line <= lastLine; line++) {
      split(lines.get(line - 1), line, units);
    }
    return units;
  }

  /** A line as it is, or in halves until each fits. */
  private void split(String line, int number, List<Unit> units) {
    splitInto(line, number, true, units);
  }

  private void splitInto(String text, int number, boolean endsLine, List<Unit> units) {
    int tokens = text.length() > MAX_UNIT ? Integer.MAX_VALUE : embedder.countTokens(text);
    if (tokens <= maxTokens || text.length() < 2) {
      units.add(new Unit(text, number, endsLine, Math.min(tokens, maxTokens)));
      return;
    }
    int middle = middle(text);
    splitInto(text.substring(0, middle), number, false, units);
    splitInto(text.substring(middle), number, endsLine, units);
  }

  /**
   * After the blank nearest to the middle; without one near, the middle itself, not inside a pair
   * or a pseudonym.
   */
  private static int middle(String text) {
    int half = text.length() / 2;
    int reach = Math.max(1, text.length() / 4);
    for (int distance = 0; distance < reach; distance++) {
      if (text.charAt(half - distance) == ' ') {
        return half - distance + 1;
      }
      if (half + distance < text.length() - 1 && text.charAt(half + distance) == ' ') {
        return half + distance + 1;
      }
    }
    int open = text.lastIndexOf('<', half);
    if (open > 0 && half - open < 64 && text.indexOf('>', open) >= half) {
      return open;
    }
    return Character.isLowSurrogate(text.charAt(half)) ? half + 1 : half;
  }
}
