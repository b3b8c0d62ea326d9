/** The ledger: what was accepted and where it is now, counted in records. */
@NullMarked
package org.faultmaven.ingest.ledger;

import org.jspecify.annotations.NullMarked;
