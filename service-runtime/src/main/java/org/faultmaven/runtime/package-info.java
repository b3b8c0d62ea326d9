/**
 * What every service needs to run as a process: its start from the typed configuration, the topics
 * it needs, the adapters that the configuration chooses, health. Standalone uses the same, so that
 * a part behaves alike inside and apart.
 */
@NullMarked
package org.faultmaven.runtime;

import org.jspecify.annotations.NullMarked;
