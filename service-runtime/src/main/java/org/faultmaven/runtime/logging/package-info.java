/** What the settings {@code logging.*} say of the log: level, form, repeats. */
@NullMarked
package org.faultmaven.runtime.logging;

import org.jspecify.annotations.NullMarked;
