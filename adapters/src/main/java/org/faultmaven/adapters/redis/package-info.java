/**
 * Redis as the session store. A session is a hash, a list of turns and a list of uploads, all in
 * one slot; whatever changes it is one script. The commands are those of Redis 6.2.
 */
@NullMarked
package org.faultmaven.adapters.redis;

import org.jspecify.annotations.NullMarked;
