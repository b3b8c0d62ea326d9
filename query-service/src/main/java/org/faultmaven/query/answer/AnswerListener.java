package org.faultmaven.query.answer;

import java.util.List;
import org.faultmaven.query.search.Hit;

/**
 * Is told of an answer while it comes, by one thread at a time. What it throws ends the answering
 * and reaches the caller.
 */
public interface AnswerListener {
  /** Listens to nothing: the answer is waited for. */
  AnswerListener NONE =
      new AnswerListener() {
        @Override
        public void evidence(List<Hit> evidence) {}

        @Override
        public void text(String piece) {}

        @Override
        public void tool(ToolUse use) {}
      };

  /** Once and first: what was found. */
  void evidence(List<Hit> evidence);

  /**
   * The next piece of the answer's text, sanitised and with its citations checked; together they
   * are the text of the answer.
   */
  void text(String piece);

  /** A tool was called. */
  void tool(ToolUse use);
}
