/** The ingest service's HTTP API, put together. */
@NullMarked
package org.faultmaven.ingest;

import org.jspecify.annotations.NullMarked;
