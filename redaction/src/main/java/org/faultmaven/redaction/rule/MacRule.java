package org.faultmaven.redaction.rule;

import java.util.List;

/**
 * MAC addresses: six pairs with colons or hyphens, or three groups of four with dots. Not the
 * broadcast address, nor the one of zeros.
 */
final class MacRule implements Rule {
  private static final double SCORE = 0.9;

  @Override
  public List<String> triggers() {
    return List.of(":", "-", ".");
  }

  @Override
  public void confirm(Scan scan, int separator, int after) {
    char c = scan.at(separator);
    int group = c == '.' ? 4 : 2;
    int groups = c == '.' ? 3 : 6;
    if (scan.at(separator + group + 1) != c || !scan.has(CharSet.HEX, after)) {
      return;
    }
    int start = separator - group;
    boolean first = scan.at(start - 1) != c && scan.at(start - 1) != '.';
    if (!first || scan.startOf(CharSet.HEX, separator, start) != start || !scan.startsWord(start)) {
      return;
    }
    int at = start;
    boolean zeros = true;
    boolean ones = true;
    for (int i = 0; i < groups; i++) {
      int end = scan.endOf(CharSet.HEX, at, at + group);
      if (end - at < group || (i < groups - 1 && scan.at(end) != c)) {
        return;
      }
      for (int digit = at; digit < end; digit++) {
        zeros &= scan.at(digit) == '0';
        ones &= scan.at(digit) == 'f' || scan.at(digit) == 'F';
      }
      at = end + 1;
    }
    int end = at - 1;
    boolean goesOn = scan.at(end) == c && scan.has(CharSet.HEX, end + 1);
    if (!zeros && !ones && !goesOn && scan.endsWord(end)) {
      scan.add(start, end, EntityTypes.MAC_ADDRESS, SCORE, "mac");
    }
  }
}
