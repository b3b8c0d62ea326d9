/** Sends log files to Kafka: which files, in which order, under which source, line by line. */
@NullMarked
package org.faultmaven.standalone.send;

import org.jspecify.annotations.NullMarked;
