/** Dead letters: what could not be processed and why, and sending it again. */
@NullMarked
package org.faultmaven.ingest.deadletter;

import org.jspecify.annotations.NullMarked;
