/** The topology, its settings and its life. */
@NullMarked
package org.faultmaven.sanitizer.stream;

import org.jspecify.annotations.NullMarked;
