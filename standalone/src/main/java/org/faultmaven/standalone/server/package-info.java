/**
 * Everything wired into one JVM: the broker, the three services on their embedded parts, one HTTP
 * listener.
 */
@NullMarked
package org.faultmaven.standalone.server;

import org.jspecify.annotations.NullMarked;
