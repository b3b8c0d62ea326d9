package org.faultmaven.redaction.rule;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * IPv4 addresses, without their port or prefix length. A version of four parts looks the same: what
 * starts with a zero ({@code 0.10.1.0}), has leading zeros, is called a version or stands in a
 * file's or a browser's name, and net masks, get a score that only a threshold of 0 masks.
 */
final class Ipv4Rule implements Rule {
  private static final double SCORE = 0.95;
  private static final double DOUBTFUL = 0.3;
  private static final CharSet BETWEEN = CharSet.of(" :=\"'/");
  private static final Set<String> VERSIONED =
      Set.of(
          "version",
          "ver",
          "release",
          "build",
          "chrome",
          "chromium",
          "crios",
          "safari",
          "firefox",
          "opr",
          "opera",
          "edg",
          "edge",
          "applewebkit",
          "gecko",
          "trident",
          "msie",
          "presto",
          "rv");
  private static final Set<String> FILES =
      Set.of(
          "jar", "war", "tar", "zip", "tgz", "gz", "rpm", "deb", "dll", "so", "exe", "msi", "whl");

  @Override
  public List<String> triggers() {
    return List.of(NUMBER);
  }

  @Override
  public void confirm(Scan scan, int trigger, int triggerEnd) {
    int start = scan.numberStart(trigger);
    int firstDot = scan.endOf(CharSet.DIGITS, start, start + 4);
    if (scan.at(firstDot) != '.' || !scan.has(CharSet.DIGITS, firstDot + 1)) {
      return;
    }
    boolean inNumber = scan.at(start - 1) == '.' && scan.has(CharSet.DIGITS, start - 2);
    if (inNumber || !scan.startsWord(start)) {
      return;
    }
    int end = Ipv4.end(scan, start);
    boolean goesOn = scan.at(end) == '.' && scan.has(CharSet.DIGITS, end + 1);
    if (end < 0 || goesOn || !scan.endsWord(end)) {
      return;
    }
    double score = isDoubtful(scan, start, end) ? DOUBTFUL : SCORE;
    scan.add(start, end, EntityTypes.IP_ADDRESS, score, "ipv4");
  }

  private static boolean isDoubtful(Scan scan, int start, int end) {
    return isMask(scan, start)
        || hasLeadingZero(scan, start, end)
        || isCalledVersion(scan, start)
        || isFile(scan, end);
  }

  /** {@code 255.255.255.0}: nobody's address. */
  private static boolean isMask(Scan scan, int start) {
    return scan.startsWith("255.", start);
  }

  private static boolean hasLeadingZero(Scan scan, int start, int end) {
    if (scan.at(start) == '0') {
      return true;
    }
    for (int i = start + 1; i < end; i++) {
      if (scan.at(i - 1) == '.' && scan.at(i) == '0' && scan.has(CharSet.DIGITS, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCalledVersion(Scan scan, int start) {
    int wordEnd = scan.startOf(BETWEEN, start, start - 4);
    int word = scan.startOf(CharSet.LETTERS, wordEnd, wordEnd - 12);
    return word < wordEnd
        && wordEnd < start
        && VERSIONED.contains(scan.substring(word, wordEnd).toLowerCase(Locale.ROOT));
  }

  private static boolean isFile(Scan scan, int end) {
    if (scan.at(end) != '.') {
      return false;
    }
    int suffix = scan.endOf(CharSet.LETTERS, end + 1, end + 5);
    return FILES.contains(scan.substring(end + 1, suffix).toLowerCase(Locale.ROOT));
  }
}
