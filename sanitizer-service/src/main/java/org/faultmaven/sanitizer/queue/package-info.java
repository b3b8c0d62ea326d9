/**
 * What lets the stream go on while a sanitiser that works elsewhere is slow or away: records wait
 * for their turn in a store, and are judged ahead of it on other threads.
 */
@NullMarked
package org.faultmaven.sanitizer.queue;

import org.jspecify.annotations.NullMarked;
