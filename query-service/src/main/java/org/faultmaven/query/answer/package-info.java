/** Answers questions from ranked evidence, without a model. */
@NullMarked
package org.faultmaven.query.answer;

import org.jspecify.annotations.NullMarked;
