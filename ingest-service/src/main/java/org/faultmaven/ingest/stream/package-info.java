/** Topics as this service's API uses them: read into a view, and written in one transaction. */
@NullMarked
package org.faultmaven.ingest.stream;

import org.jspecify.annotations.NullMarked;
