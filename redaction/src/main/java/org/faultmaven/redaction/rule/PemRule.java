package org.faultmaven.redaction.rule;

import java.util.List;

/**
 * PEM blocks (RFC 7468), with line ends or with literal {@code \n}. A private key that does not end
 * reaches to the end of the text, another block as far as it looks like base64. An END without its
 * BEGIN, as the last lines of a key in records of their own, takes the base64 before it.
 */
final class PemRule implements Rule {
  private static final double SCORE = 1;
  private static final String BEGIN = "-----begin ";
  private static final String END = "-----end ";
  private static final String DASHES = "-----";
  private static final CharSet LABEL = CharSet.of("A-Z0-9 ");
  private static final CharSet BODY = CharSet.of("0-9a-zA-Z+/=\\\r\n\t ");
  private static final int LONGEST_LABEL = 64;

  /** The lines around it, and a little inside: a mere mention is no certificate. */
  private static final int LEAST_PUBLIC = 48;

  @Override
  public List<String> triggers() {
    return List.of(BEGIN, END);
  }

  @Override
  public void confirm(Scan scan, int start, int labelStart) {
    if (start < scan.pemReached) {
      return;
    }
    int labelEnd = scan.endOf(LABEL, labelStart, labelStart + LONGEST_LABEL);
    if (!scan.startsWith(DASHES, labelEnd)) {
      return;
    }
    boolean isPrivate = scan.substring(labelStart, labelEnd).contains("PRIVATE");
    int end;
    int from;
    if (labelStart - start == BEGIN.length()) {
      from = start;
      int body = labelEnd + DASHES.length();
      end = isPrivate ? privateEnd(scan, body) : publicEnd(scan, body);
    } else {
      from = scan.startOf(BODY, start, scan.pemReached);
      end = labelEnd + DASHES.length();
    }
    scan.pemReached = end;
    if (!isPrivate && end - from < LEAST_PUBLIC) {
      return;
    }
    String type = isPrivate ? EntityTypes.PRIVATE_KEY : EntityTypes.CERTIFICATE;
    scan.add(from, end, type, SCORE, "pem");
  }

  /** Whatever its label says: a key that is cut off takes what follows with it. */
  private static int privateEnd(Scan scan, int body) {
    int found = scan.find("-----END ", body);
    return found < scan.length() ? endLine(scan, found) : found;
  }

  private static int publicEnd(Scan scan, int body) {
    int end = scan.endOf(BODY, body);
    return scan.startsWithIgnoringCase(END, end) ? endLine(scan, end) : end;
  }

  private static int endLine(Scan scan, int start) {
    int label = start + END.length();
    int end = scan.endOf(LABEL, label, label + LONGEST_LABEL);
    return scan.startsWith(DASHES, end) ? end + DASHES.length() : end;
  }
}
