package org.faultmaven.runtime;

import org.faultmaven.contracts.port.ISanitizer;

/**
 * The sanitiser that needs no other process, for what may be used without being kept while a
 * backend is away.
 */
public record InProcessSanitizer(ISanitizer sanitizer) {}
