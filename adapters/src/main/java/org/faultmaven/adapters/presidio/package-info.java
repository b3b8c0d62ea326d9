/**
 * Microsoft Presidio over HTTP: proposes spans beside the engine in process, and asks each text
 * once.
 */
@NullMarked
package org.faultmaven.adapters.presidio;

import org.jspecify.annotations.NullMarked;
