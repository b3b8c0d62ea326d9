package org.faultmaven.redaction.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IPv6 addresses in every form of RFC 4291 (shortened, with an IPv4 tail, with a zone), and Java's
 * unbracketed {@code address:port}. Not times ({@code 20:39:48}), not scopes ({@code a::b}), not
 * fingerprints.
 */
final class ColonHexRule implements Rule {
  private static final double SCORE = 0.95;
  private static final double DOUBTFUL = 0.3;
  private static final int GROUPS = 8;
  private static final CharSet ZONE = CharSet.of("0-9a-zA-Z._-");

  @Override
  public List<String> triggers() {
    return List.of(":");
  }

  @Override
  public void confirm(Scan scan, int colon, int colonEnd) {
    if (!scan.has(CharSet.HEX, colonEnd) && scan.at(colonEnd) != ':') {
      return;
    }
    int start = scan.startOf(CharSet.HEX, colon, colon - 5);
    boolean tooLong = colon - start > 4;
    boolean shortened = start == colon && scan.at(colonEnd) == ':';
    boolean first = scan.at(start - 1) != ':' && scan.at(start - 1) != '.';
    if (tooLong || !first || (start == colon && !shortened) || !scan.startsWord(start)) {
      return;
    }
    Address address = parse(scan, start);
    if (address == null) {
      return;
    }
    double score = address.sure ? SCORE : DOUBTFUL;
    scan.add(start, address.end, EntityTypes.IP_ADDRESS, score, "ipv6");
  }

  private record Address(int end, boolean sure) {}

  private static @Nullable Address parse(Scan scan, int start) {
    int groups = 0;
    int gap = -1;
    int at = start;
    boolean digit = false;
    while (groups <= GROUPS) {
      int end = scan.endOf(CharSet.HEX, at, at + 5);
      if (end - at > 4) {
        return null;
      }
      if (end == at) {
        if (scan.at(at) != ':' || gap >= 0 || (groups == 0 && scan.at(at + 1) != ':')) {
          break;
        }
        gap = groups;
        at += groups == 0 ? 2 : 1;
        continue;
      }
      int dotted = scan.at(end) == '.' && groups <= GROUPS - 2 ? Ipv4.end(scan, at) : -1;
      if (dotted > 0) {
        return finish(scan, dotted, groups + 2, gap, true);
      }
      if (groups == GROUPS) {
        break;
      }
      digit |= scan.endOf(CharSet.DIGITS, at, end) > at;
      groups++;
      at = end;
      if (scan.at(at) != ':') {
        break;
      }
      boolean colonsFollow = scan.at(at + 1) == ':' && gap < 0;
      if (!colonsFollow && !scan.has(CharSet.HEX, at + 1)) {
        break;
      }
      if (groups == GROUPS) {
        break;
      }
      at++;
    }
    boolean sure = digit && (groups > 1 || gap == 0);
    return finish(scan, at, groups, gap, sure);
  }

  private static @Nullable Address finish(Scan scan, int end, int groups, int gap, boolean sure) {
    boolean whole = gap >= 0 ? groups < GROUPS && groups > 0 : groups == GROUPS;
    if (!whole) {
      return null;
    }
    if (scan.at(end) == '%' && scan.has(CharSet.LETTERS, end + 1)) {
      return new Address(scan.endOf(ZONE, end + 1, end + 17), sure);
    }
    if (scan.at(end) == ':' && scan.has(CharSet.HEX, end + 1)) {
      int port = scan.endOf(CharSet.DIGITS, end + 1, end + 7);
      boolean isPort =
          groups == GROUPS && port > end + 1 && port - end <= 6 && scan.at(port) != ':';
      return isPort && scan.endsWord(port) ? new Address(end, sure) : null;
    }
    return scan.endsWord(end) && scan.at(end) != ':' ? new Address(end, sure) : null;
  }
}
