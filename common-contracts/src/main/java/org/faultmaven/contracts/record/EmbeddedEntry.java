package org.faultmaven.contracts.record;

/** An entry with the vector of its shape, of the embedder's dimensions and length 1. */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared; a copy of every vector would cost more than it guards
public record EmbeddedEntry(Entry entry, float[] vector) {}
