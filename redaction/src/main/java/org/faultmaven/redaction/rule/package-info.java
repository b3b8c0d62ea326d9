/**
 * The rules: small finders of one kind of value each, all driven by a single pass over the text.
 */
@NullMarked
package org.faultmaven.redaction.rule;

import org.jspecify.annotations.NullMarked;
