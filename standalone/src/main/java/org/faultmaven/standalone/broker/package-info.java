/**
 * A real Kafka broker inside the JVM: one KRaft node with a durable folder, which any client on
 * this machine reaches.
 */
@NullMarked
package org.faultmaven.standalone.broker;

import org.jspecify.annotations.NullMarked;
