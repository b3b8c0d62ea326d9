/**
 * Investigations that go on over several questions: kept for a client to come back to, with their
 * turns and uploads.
 */
@NullMarked
package org.faultmaven.query.session;

import org.jspecify.annotations.NullMarked;
