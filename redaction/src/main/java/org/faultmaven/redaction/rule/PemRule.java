package org.faultmaven.redaction.rule;

import java.util.List;
import org.faultmaven.redaction.EntityTypes;

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
    String label = scan.substring(labelStart, labelEnd);
    boolean isPrivate = label.contains("PRIVATE");
    int end;
    int from;
    if (labelStart - start == BEGIN.length()) {
      from = start;
      end = blockEnd(scan, labelEnd + DASHES.length(), label, isPrivate);
    } else {
      from = scan.startOf(BODY, start, scan.pemReached);
      end = labelEnd + DASHES.length();
    }
    scan.pemReached = end;
    String type = isPrivate ? EntityTypes.PRIVATE_KEY : EntityTypes.CERTIFICATE;
    scan.add(from, end, type, SCORE, "pem");
  }

  private static int blockEnd(Scan scan, int body, String label, boolean isPrivate) {
    String end = DASHES + "END " + label + DASHES;
    int found = scan.find(end, body);
    if (found < scan.length()) {
      return found + end.length();
    }
    return isPrivate ? scan.length() : scan.endOf(BODY, body);
  }
}
