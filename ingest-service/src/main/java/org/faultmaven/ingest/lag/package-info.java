/** How far behind each stage is, in seconds, and what expired before it was read. */
@NullMarked
package org.faultmaven.ingest.lag;

import org.jspecify.annotations.NullMarked;
