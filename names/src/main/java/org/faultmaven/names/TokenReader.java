package org.faultmaven.names;

import org.jspecify.annotations.Nullable;

/**
 * Reads a text as tokens, some at a time, so that long texts take no more memory than short ones.
 */
final class TokenReader {
  /** What is read at a time: about so many tokens. */
  private static final int READ = 1024;

  private final Tokenizer tokenizer;
  private final CaseMatcher matcher;
  private final CharacterSet space;
  private final Keys keys;
  private final Memory<Chunk> chunks;
  private final int longestChunk;
  private final Tokens read = new Tokens();
  private String text = "";
  private int position;
  private int asked;
  private int known;

  TokenReader(
      Tokenizer tokenizer,
      CaseMatcher matcher,
      CharacterSet space,
      Keys keys,
      Memory<Chunk> chunks,
      int longestChunk) {
    this.tokenizer = tokenizer;
    this.matcher = matcher;
    this.space = space;
    this.keys = keys;
    this.chunks = chunks;
    this.longestChunk = longestChunk;
  }

  /** Begins with a text. */
  void open(String newText) {
    text = newText;
    position = 0;
    read.count = 0;
  }

  /** Lets go of every text. */
  void close() {
    open("");
    tokenizer.forget();
  }

  /**
   * Adds the next tokens.
   *
   * @return whether more are to come
   */
  boolean next(Tokens tokens) {
    int length = text.length();
    int most = read.count + READ;
    while (position < length && read.count < most) {
      int start = position;
      boolean blank = space.contains(text.charAt(start));
      int end = start + 1;
      while (end < length && space.contains(text.charAt(end)) == blank) {
        end++;
      }
      position = end;
      // A single blank between words is no token, and the first of several is none.
      int from = blank && start > 0 && text.charAt(start) == ' ' ? start + 1 : start;
      if (from < end) {
        add(from, chunk(from, end));
      }
    }
    boolean more = position < length;
    matcher.move(text, read, tokens, !more);
    if (!more) {
      chunks.count(asked, known);
      asked = 0;
      known = 0;
      text = "";
    }
    return more;
  }

  private Chunk chunk(int start, int end) {
    long id = keys.of(text, start, end);
    asked++;
    @Nullable Chunk chunk = chunks.recall(id);
    if (chunk != null) {
      known++;
      return chunk;
    }
    Chunk cut =
        end - start > longestChunk
            ? tokenizer.overlong(id, end - start)
            : tokenizer.cut(id, text.substring(start, end));
    chunks.remember(cut);
    return cut;
  }

  private void add(int offset, Chunk chunk) {
    int[] ends = chunk.ends();
    long[] norms = chunk.norms();
    int start = offset;
    for (int i = 0; i < ends.length; i++) {
      int end = offset + ends[i];
      read.add(chunk.orths()[i], norms == null ? 0 : norms[i], start, end, chunk.flags()[i]);
      start = end;
    }
  }
}
