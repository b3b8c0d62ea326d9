/** What a tool author needs: the mark on the class, and how a tool describes itself. */
@NullMarked
package org.faultmaven.contracts.tool;

import org.jspecify.annotations.NullMarked;
