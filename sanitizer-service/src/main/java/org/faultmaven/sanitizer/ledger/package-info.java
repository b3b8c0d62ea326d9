/** What the sanitizer counts, in the transaction of what it sends. */
@NullMarked
package org.faultmaven.sanitizer.ledger;

import org.jspecify.annotations.NullMarked;
