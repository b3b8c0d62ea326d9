package org.faultmaven.query.answer;

import org.faultmaven.contracts.port.IChatModel;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.model.TokenBudget;

/**
 * All that a model is asked with.
 *
 * @param tools for it to ask for
 * @param sanitizer of what it writes
 * @param policy by which that is done
 */
record ModelAnswerer(
    IChatModel model,
    Tools tools,
    TokenBudget budget,
    ISanitizer sanitizer,
    Tenant tenant,
    Policy policy,
    Prompt prompt,
    ModelLimits limits,
    ModelMeters meters) {
  /** Begins on a question. */
  Investigation begin(AskedQuestion asked, Findings findings, AnswerListener listener) {
    return new Investigation(this, asked, findings, listener);
  }
}
