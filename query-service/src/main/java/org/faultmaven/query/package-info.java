/** Questions in, checkable answers out: search, citations, extractive answers, sessions. */
@NullMarked
package org.faultmaven.query;

import org.jspecify.annotations.NullMarked;
