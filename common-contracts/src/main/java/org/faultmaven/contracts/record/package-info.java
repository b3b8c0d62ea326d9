/**
 * The values that the services exchange. Text that left a sanitiser is {@link
 * org.faultmaven.contracts.record.SanitizedText}; raw text is a plain string and stays where it is.
 */
@NullMarked
package org.faultmaven.contracts.record;

import org.jspecify.annotations.NullMarked;
