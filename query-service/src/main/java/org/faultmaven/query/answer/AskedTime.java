package org.faultmaven.query.answer;

import org.faultmaven.contracts.record.SanitizedText;

/**
 * What a question says about time.
 *
 * @param window what it comes to
 * @param rest the question without its words of time, which would be searched for otherwise
 * @param said how it was understood, as a sentence; empty when the question names no time
 */
record AskedTime(Window window, SanitizedText rest, String said) {}
