/** Opens citations: the sanitised lines at a Kafka coordinate, or nothing. */
@NullMarked
package org.faultmaven.query.citation;

import org.jspecify.annotations.NullMarked;
