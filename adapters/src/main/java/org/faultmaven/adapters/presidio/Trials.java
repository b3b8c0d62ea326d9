package org.faultmaven.adapters.presidio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.redaction.Operator.Value;

/** Operators are tried on values that nobody has. */
final class Trials {
  private static final List<String> MADE_UP =
      List.of("made.up-7351@example.invalid", "Zyx Qwv Made-Up", "000-made-up-000");

  private static final String UNFIT = "unfit operator";

  private Trials() {}

  /**
   * The anonymizer answers, and may not be used as it is configured. Retryable: no text is to
   * blame, and it may be another one soon.
   *
   * @param reason without content
   */
  static CallFailedException unfit(String reason) {
    return new CallFailedException(UNFIT, reason + ": see presidio.anonymizer-operators", true);
  }

  static boolean isUnfit(CallFailedException failure) {
    return failure.kind().equals(UNFIT);
  }

  /** Some for each type. */
  static List<Value> values(Collection<String> types) {
    List<Value> values = new ArrayList<>();
    for (String type : types) {
      MADE_UP.forEach(text -> values.add(new Value(type, text)));
    }
    return values;
  }

  /**
   * @throws CallFailedException when one may not be used
   */
  static void require(List<Value> values, List<String> first, List<String> second) {
    for (int i = 0; i < values.size(); i++) {
      String type = values.get(i).type();
      if (!Replacement.isFit(first.get(i), values.get(i).text())) {
        throw unfit(
            "the operator of "
                + type
                + " shows more than half of a value in one piece, or gives more than "
                + Replacement.LONGEST
                + " letters or a line break");
      }
      if (!first.get(i).equals(second.get(i))) {
        throw unfit(
            "the operator of "
                + type
                + " gives equal values different texts, so that nothing could be followed or found"
                + " again");
      }
    }
  }
}
