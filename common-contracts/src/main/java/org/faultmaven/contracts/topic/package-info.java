/** Kafka topics with their sensitivity in the type, and the headers that records carry. */
@NullMarked
package org.faultmaven.contracts.topic;

import org.jspecify.annotations.NullMarked;
