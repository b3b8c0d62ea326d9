package org.faultmaven.query.answer;

import java.util.List;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Turn;
import org.faultmaven.query.search.TimeRange;
import org.faultmaven.query.search.TypedText;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param search what is looked for, see {@link TypedText.Typed}
 * @param inProcessOnly whether the question was sanitised without the backend that is configured
 *     for it: then no model is asked
 * @param source sanitised; null for all
 * @param range wins over what the question says about time, unless it is open
 * @param earlier the turns it follows on, oldest first
 * @param sessionId whose budget of tokens a model's answer is taken from; null for none
 * @param preferredDocuments ids of documents whose parts come first
 */
public record AskedQuestion(
    SanitizedText question,
    SanitizedText search,
    boolean inProcessOnly,
    @Nullable String source,
    TimeRange range,
    List<Turn> earlier,
    @Nullable String sessionId,
    List<String> preferredDocuments) {
  public AskedQuestion {
    earlier = List.copyOf(earlier);
    preferredDocuments = List.copyOf(preferredDocuments);
  }

  /** A question by itself. */
  public static AskedQuestion alone(
      TypedText.Typed question, @Nullable String source, TimeRange range) {
    return new AskedQuestion(
        question.text(),
        question.search(),
        question.inProcessOnly(),
        source,
        range,
        List.of(),
        null,
        List.of());
  }

  /** Content-free. */
  @Override
  public String toString() {
    return "AskedQuestion[" + question.length() + " chars, " + earlier.size() + " turns before]";
  }
}
