/** Tools: which there are now, in this process and by topic, and how they are called. */
@NullMarked
package org.faultmaven.query.tool;

import org.jspecify.annotations.NullMarked;
