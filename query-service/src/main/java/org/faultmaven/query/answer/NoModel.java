package org.faultmaven.query.answer;

import org.jspecify.annotations.Nullable;

/**
 * Why an answer is extractive.
 *
 * @param because to follow "for"
 * @param lacks whether a model was wanted, so that the answer lacks something
 * @param tried what came of asking one; null when none was asked
 */
record NoModel(String because, boolean lacks, @Nullable Investigation tried) {
  static final NoModel CONFIGURED = new NoModel("no language model is configured", false, null);
  static final NoModel NOTHING_TO_SHOW =
      new NoModel("nothing was found that a language model could be shown", false, null);
  static final NoModel UNSANITISED =
      new NoModel(
          "no language model may see a question that was sanitised in process alone", true, null);
  static final NoModel SPENT =
      new NoModel("the session has used up its tokens (llm.session-tokens)", true, null);

  static NoModel failed(Investigation tried) {
    return new NoModel(tried.failure(), true, tried);
  }

  /** A sentence on what the answer lacks; empty when nothing. */
  String degraded() {
    return lacks ? "The answer is extractive, for " + because + "." : "";
  }

  /** Whether to say how a model is had. */
  boolean unconfigured() {
    return equals(CONFIGURED);
  }
}
