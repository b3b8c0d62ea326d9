/** Indexes the leak canary's tenant, as those of users are indexed. */
@NullMarked
package org.faultmaven.ingest.canary;

import org.jspecify.annotations.NullMarked;
