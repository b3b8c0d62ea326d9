/**
 * The sanitising engine: rules find what is secret or personal, a policy says what of it is masked,
 * and a keyed pseudonym takes its place. Pure Java, of use by itself.
 */
@NullMarked
package org.faultmaven.redaction;

import org.jspecify.annotations.NullMarked;
