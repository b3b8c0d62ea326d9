/**
 * The HTTP API as a client sees it, here or elsewhere, and its answers as text for people; topics
 * as a command reads them.
 */
@NullMarked
package org.faultmaven.standalone.client;

import org.jspecify.annotations.NullMarked;
