/** Keeps this instance's keyword index in step with the entries topic. */
@NullMarked
package org.faultmaven.query.keyword;

import org.jspecify.annotations.NullMarked;
