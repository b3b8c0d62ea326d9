package org.faultmaven.adapters.chroma;

import org.jspecify.annotations.Nullable;

/**
 * A collection of entries that is there.
 *
 * @param id which a new collection of the same name does not have
 * @param shapes id of the collection that has the vectors of log entries, each once; null for
 *     documents, whose chunks have their own
 */
record Shelf(String id, String name, Stretch stretch, @Nullable String shapes) {}
