/**
 * What every call to another system goes through: a time limit, retries with jitter on what may be
 * retried, a circuit breaker, metrics, and errors that hold no content.
 */
@NullMarked
package org.faultmaven.adapters.call;

import org.jspecify.annotations.NullMarked;
