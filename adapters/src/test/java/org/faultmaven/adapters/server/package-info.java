/**
 * Real servers for integration tests, here and in the services: each on a free port of the
 * loopback, with a folder of its own, to be stopped and started again with the same port and data.
 * One that can't be had here skips the test and says why; under {@code CI=true} it fails it.
 */
@NullMarked
package org.faultmaven.adapters.server;

import org.jspecify.annotations.NullMarked;
