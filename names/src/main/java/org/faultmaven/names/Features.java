package org.faultmaven.names;

import java.util.Arrays;

/** What the network is told of a token: the ids of its norm, first character, last three, shape. */
final class Features {
  /** The number of features. */
  static final int COUNT = 4;

  private static final int LONG_FROM = 100;
  private static final int LONGEST_RUN = 4;

  private final Characters characters;
  private final StringIds ids;
  // Ascending, unsigned order is not needed: they are sorted as they are searched.
  private final long[] normKeys;
  private final long[] norms;

  private Features(Characters characters, StringIds ids, long[] normKeys, long[] norms) {
    this.characters = characters;
    this.ids = ids;
    this.normKeys = normKeys;
    this.norms = norms;
  }

  static Features read(ModelInput input) throws UnfitModelException {
    int count = input.readCount(2 * Long.BYTES);
    long[][] pairs = new long[count][];
    for (int i = 0; i < count; i++) {
      pairs[i] = new long[] {input.readLong(), input.readLong()};
    }
    Arrays.sort(pairs, (a, b) -> Long.compare(a[0], b[0]));
    long[] keys = Arrays.stream(pairs).mapToLong(pair -> pair[0]).toArray();
    long[] norms = Arrays.stream(pairs).mapToLong(pair -> pair[1]).toArray();
    StringIds ids = StringIds.read(input);
    return new Features(Characters.read(input), ids, keys, norms);
  }

  Characters characters() {
    return characters;
  }

  /**
   * @param norm the id of the norm that a special case gives the token; 0: none
   */
  long[] of(String token, long norm) {
    return new long[] {
      norm != 0 ? norm : norm(token),
      ids.of(token.substring(0, token.offsetByCodePoints(0, 1))),
      ids.of(suffix(token)),
      ids.of(shape(token))
    };
  }

  long norm(String token) {
    int at = Arrays.binarySearch(normKeys, ids.of(token));
    return at >= 0 ? norms[at] : ids.of(characters.lower(token));
  }

  private static String suffix(String token) {
    int start = token.length();
    for (int i = 0; i < 3 && start > 0; i++) {
      start = token.offsetByCodePoints(start, -1);
    }
    return token.substring(start);
  }

  /** Letters as X and x, digits as d, the rest as it is; runs cut at four. */
  String shape(String token) {
    if (token.length() >= LONG_FROM && token.codePointCount(0, token.length()) >= LONG_FROM) {
      return "LONG";
    }
    var shape = new StringBuilder(token.length());
    int last = -1;
    int run = 0;
    for (int i = 0; i < token.length(); ) {
      int point = token.codePointAt(i);
      i += Character.charCount(point);
      int kind = kind(point);
      run = kind == last ? run + 1 : 1;
      last = kind;
      if (run <= LONGEST_RUN) {
        shape.appendCodePoint(kind);
      }
    }
    return shape.toString();
  }

  private int kind(int point) {
    if (characters.alpha().contains(point)) {
      return characters.upper().contains(point) ? 'X' : 'x';
    }
    return characters.digit().contains(point) ? 'd' : point;
  }
}
