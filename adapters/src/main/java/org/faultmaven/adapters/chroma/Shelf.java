package org.faultmaven.adapters.chroma;

/**
 * A collection that is there.
 *
 * @param id which a new collection of the same name does not have
 */
record Shelf(String id, String name, Stretch stretch) {}
