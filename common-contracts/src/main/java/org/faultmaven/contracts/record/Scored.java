package org.faultmaven.contracts.record;

/**
 * An entry with how well it matched. What a score means depends on who gave it: cosine from -1 to 1
 * from a vector store, BM25 from a keyword index; scores compare within one answer only.
 */
public record Scored(Entry entry, double score) {}
