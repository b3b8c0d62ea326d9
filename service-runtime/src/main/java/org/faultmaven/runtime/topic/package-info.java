/** Reading a whole topic, or what comes from now on, into one instance. */
@NullMarked
package org.faultmaven.runtime.topic;

import org.jspecify.annotations.NullMarked;
