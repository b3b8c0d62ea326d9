/**
 * What a tool author needs: the mark on the class, how a tool describes itself, and the host that
 * offers it by topic.
 */
@NullMarked
package org.faultmaven.contracts.tool;

import org.jspecify.annotations.NullMarked;
