package org.faultmaven.redaction.rule;

/** Four decimal octets with dots. */
final class Ipv4 {
  private Ipv4() {}

  /** The end of the address that starts here, or -1; what stands around it is the caller's. */
  static int end(Scan scan, int start) {
    int at = start;
    for (int octet = 0; octet < 4; octet++) {
      int end = scan.endOf(CharSet.DIGITS, at, at + 4);
      if (end == at || end - at > 3 || value(scan, at, end) > 255) {
        return -1;
      }
      at = end;
      if (octet < 3) {
        if (scan.at(at) != '.') {
          return -1;
        }
        at++;
      }
    }
    return at;
  }

  private static int value(Scan scan, int start, int end) {
    int value = 0;
    for (int i = start; i < end; i++) {
      value = value * 10 + scan.at(i) - '0';
    }
    return value;
  }
}
