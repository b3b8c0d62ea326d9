/** What every process meters of itself, and how its timers are kept. */
@NullMarked
package org.faultmaven.runtime.metrics;

import org.jspecify.annotations.NullMarked;
