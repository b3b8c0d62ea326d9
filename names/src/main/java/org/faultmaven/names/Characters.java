package org.faultmaven.names;

import java.util.HashMap;
import java.util.Map;

/**
 * Python's view of characters, from the model. White space is of the basic plane alone, so that it
 * can be asked of each UTF-16 unit.
 */
record Characters(
    CharacterSet space,
    CharacterSet alpha,
    CharacterSet upper,
    CharacterSet digit,
    Map<Integer, String> lowered,
    CharacterSet cased,
    CharacterSet ignorable) {
  private static final int CAPITAL_SIGMA = 0x3a3;
  private static final char SIGMA = '\u03c3';
  private static final char FINAL_SIGMA = '\u03c2';

  static Characters read(ModelInput input) throws UnfitModelException {
    CharacterSet space = CharacterSet.read(input);
    CharacterSet alpha = CharacterSet.read(input);
    CharacterSet upper = CharacterSet.read(input);
    CharacterSet digit = CharacterSet.read(input);
    int count = input.readCount(2 * Integer.BYTES);
    Map<Integer, String> lowered = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      lowered.put(input.readInt(), input.readText());
    }
    CharacterSet cased = CharacterSet.read(input);
    CharacterSet ignorable = CharacterSet.read(input);
    return new Characters(space, alpha, upper, digit, lowered, cased, ignorable);
  }

  /** {@code str.lower()}. */
  String lower(String text) {
    int length = text.length();
    int i = 0;
    while (i < length && isPlainLower(text.charAt(i))) {
      i++;
    }
    if (i == length) {
      return text;
    }
    var lower = new StringBuilder(length + 4).append(text, 0, i);
    while (i < length) {
      int point = text.codePointAt(i);
      int after = i + Character.charCount(point);
      if (point < 128) {
        lower.append((char) (point >= 'A' && point <= 'Z' ? point + 32 : point));
      } else if (point == CAPITAL_SIGMA) {
        lower.append(isCasedBefore(text, i) && !isCasedAfter(text, after) ? FINAL_SIGMA : SIGMA);
      } else {
        String mapped = lowered.get(point);
        if (mapped == null) {
          lower.appendCodePoint(point);
        } else {
          lower.append(mapped);
        }
      }
      i = after;
    }
    return lower.toString();
  }

  private static boolean isPlainLower(char c) {
    return c < 128 && (c < 'A' || c > 'Z');
  }

  private boolean isCasedBefore(String text, int index) {
    int i = index;
    while (i > 0) {
      int point = text.codePointBefore(i);
      if (!ignorable.contains(point)) {
        return isCased(point);
      }
      i -= Character.charCount(point);
    }
    return false;
  }

  private boolean isCasedAfter(String text, int index) {
    int i = index;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      if (!ignorable.contains(point)) {
        return isCased(point);
      }
      i += Character.charCount(point);
    }
    return false;
  }

  private boolean isCased(int point) {
    return point == CAPITAL_SIGMA || cased.contains(point);
  }
}
