/**
 * The Kafka Streams application between raw and clean topics: exactly once, and closed when in
 * doubt.
 */
@NullMarked
package org.faultmaven.sanitizer;

import org.jspecify.annotations.NullMarked;
