/** Searches the web through a search service: SearXNG, or what speaks as Brave's. */
@NullMarked
package org.faultmaven.adapters.websearch;

import org.jspecify.annotations.NullMarked;
