/**
 * The sanitising engine: what finds secrets and identities, settles what is masked and replaces it
 * by pseudonyms.
 */
@NullMarked
package org.faultmaven.redaction;

import org.jspecify.annotations.NullMarked;
