package org.faultmaven.redaction;

import java.util.function.Consumer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;

/**
 * PEM blocks of private keys (RFC 7468), on lines of their own or in a string; one that does not
 * end runs to the end.
 */
final class PrivateKeyRule implements Recognizer {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";

  @Override
  public void find(Fragment fragment, Consumer<Span> found) {
    String text = fragment.text();
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int label = text.indexOf("-----", begin + BEGIN.length());
      boolean key =
          label < 0
              || label - begin > 80
              || text.substring(begin + BEGIN.length(), label).contains("PRIVATE KEY");
      int next = begin + BEGIN.length();
      if (key) {
        int end = text.indexOf(END, begin);
        int close = end < 0 ? -1 : text.indexOf("-----", end + END.length());
        next = close < 0 ? text.length() : close + 5;
        found.accept(new Span(begin, next, EntityTypes.PRIVATE_KEY, 1, "pem"));
      }
      begin = text.indexOf(BEGIN, next);
    }
  }
}
