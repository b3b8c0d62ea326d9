package org.faultmaven.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;

/** spaCy's numbers of strings: MurmurHash64A of the UTF-8, but of its symbols their own. */
final class StringIds {
  private static final long SEED = 1;
  private static final long M = 0xc6a4a7935bd1e995L;
  private static final int R = 47;

  private final Map<String, Integer> symbols;

  StringIds(Map<String, Integer> symbols) {
    this.symbols = symbols;
  }

  static StringIds read(ModelInput input) throws UnfitModelException {
    int count = input.readCount(2 * Integer.BYTES);
    Map<String, Integer> symbols = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      symbols.put(input.readText(), input.readInt());
    }
    return new StringIds(symbols);
  }

  long of(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    Integer symbol = symbols.get(text);
    return symbol != null ? symbol : hash(text.getBytes(UTF_8));
  }

  static long hash(byte[] data) {
    int length = data.length;
    long h = SEED ^ (length * M);
    int whole = length & ~7;
    for (int i = 0; i < whole; i += 8) {
      long k = 0;
      for (int j = 7; j >= 0; j--) {
        k = k << 8 | (data[i + j] & 0xff);
      }
      k *= M;
      k ^= k >>> R;
      k *= M;
      h = (h ^ k) * M;
    }
    if (whole < length) {
      long k = 0;
      for (int i = length - 1; i >= whole; i--) {
        k = k << 8 | (data[i] & 0xff);
      }
      h = (h ^ k) * M;
    }
    h ^= h >>> R;
    h *= M;
    return h ^ (h >>> R);
  }
}
