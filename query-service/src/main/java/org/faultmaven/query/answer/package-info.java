/**
 * Answers questions from ranked evidence, with a model or without, and checks what a model writes.
 */
@NullMarked
package org.faultmaven.query.answer;

import org.jspecify.annotations.NullMarked;
