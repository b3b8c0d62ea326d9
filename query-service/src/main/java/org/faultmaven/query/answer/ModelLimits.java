package org.faultmaven.query.answer;

import java.time.Duration;
import org.faultmaven.contracts.config.LlmConfig;

/**
 * What a model may use up for one question.
 *
 * @param time for all of it
 * @param steps how often it may ask for tools
 * @param tokens read and written, after which it gets no further step
 * @param resultChars of a tool's result that it is shown
 */
record ModelLimits(Duration time, int steps, long tokens, int resultChars) {
  static ModelLimits of(LlmConfig config) {
    return new ModelLimits(
        config.timeout(), config.toolSteps(), config.questionTokens(), config.toolResultChars());
  }
}
