/** The ways out: clean topics take only what is sanitised, the dead letters a record as it came. */
@NullMarked
package org.faultmaven.sanitizer.outlet;

import org.jspecify.annotations.NullMarked;
