/**
 * The Model Context Protocol at {@code /mcp}: an assistant searches, opens citations, asks and
 * calls tools, each as the HTTP API does it.
 */
@NullMarked
package org.faultmaven.query.mcp;

import org.jspecify.annotations.NullMarked;
