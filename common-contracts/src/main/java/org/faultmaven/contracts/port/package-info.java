/**
 * The ports: the only names with the prefix {@code I}, and the only way a feature reaches another
 * system. Every adapter passes the port's contract kit.
 */
@NullMarked
package org.faultmaven.contracts.port;

import org.jspecify.annotations.NullMarked;
