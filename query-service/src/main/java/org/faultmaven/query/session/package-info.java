/** Sessions kept in this process. */
@NullMarked
package org.faultmaven.query.session;

import org.jspecify.annotations.NullMarked;
