/**
 * Who may call the HTTP API and MCP: API keys and OIDC tokens, roles, rate limits, the audit log.
 * One filter in front of every service.
 */
@NullMarked
package org.faultmaven.runtime.access;

import org.jspecify.annotations.NullMarked;
