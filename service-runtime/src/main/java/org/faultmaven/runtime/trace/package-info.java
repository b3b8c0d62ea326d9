/**
 * Traces by OpenTelemetry: the only place that knows its library. Nothing of it is made where no
 * {@code tracing.endpoint} is set.
 */
@NullMarked
package org.faultmaven.runtime.trace;

import org.jspecify.annotations.NullMarked;
