/** Documents over HTTP: uploading them, seeing where they are, deleting them. */
@NullMarked
package org.faultmaven.ingest.document;

import org.jspecify.annotations.NullMarked;
