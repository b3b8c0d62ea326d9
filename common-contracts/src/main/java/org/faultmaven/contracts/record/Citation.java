package org.faultmaven.contracts.record;

/**
 * Where the sanitised lines themselves stand: a Kafka coordinate with a content hash. Opening it
 * gives exactly these lines or nothing.
 *
 * @param topic the clean topic
 * @param offset the first record
 * @param lastOffset the last record; the range holds the records of {@code source} only, others in
 *     between are skipped
 * @param source the source, sanitised
 * @param firstLine 1-based line inside the first record
 * @param lastLine 1-based line inside the last record
 * @param sha256 lower-case hex of the SHA-256 of the cited lines, joined by LF, in UTF-8
 */
public record Citation(
    String topic,
    int partition,
    long offset,
    long lastOffset,
    SanitizedText source,
    int firstLine,
    int lastLine,
    String sha256) {}
