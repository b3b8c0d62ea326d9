/** The topology, its sinks and its life. */
@NullMarked
package org.faultmaven.sanitizer.stream;

import org.jspecify.annotations.NullMarked;
