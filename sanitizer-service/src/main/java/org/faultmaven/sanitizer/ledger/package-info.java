/** What the sanitizer counts, in the same transaction as what it sends. */
@NullMarked
package org.faultmaven.sanitizer.ledger;

import org.jspecify.annotations.NullMarked;
