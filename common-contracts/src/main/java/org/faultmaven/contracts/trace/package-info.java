/** Traces of the work as the product's own code makes them, without the library that records. */
@NullMarked
package org.faultmaven.contracts.trace;

import org.jspecify.annotations.NullMarked;
