/** What is sanitised, into a file and back through the sanitizer: docs/backup.md. */
@NullMarked
package org.faultmaven.standalone.backup;

import org.jspecify.annotations.NullMarked;
