/**
 * Text out of documents as people have them: PDF, Office, HTML, e-mail, archives. Formats are
 * parsed in a process of its own with caps of memory and time, since a parser that is fed by
 * anybody will meet a file that makes it fill memory or never end. Nothing touches the disk.
 */
@NullMarked
package org.faultmaven.ingest.extraction;

import org.jspecify.annotations.NullMarked;
