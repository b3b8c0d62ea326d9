package org.faultmaven.contracts.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/** Entries, chunks and the indexes in process. */
@Section(value = "index", doc = "Entries, chunks and the indexes in process.")
public record IndexConfig(
    @Setting(doc = "Event-time window of an entry.", defaultValue = "1m", min = "1s", max = "1d")
        Duration window,
    @Setting(
            doc =
                "Offsets of a clean partition after which an entry begins anew: so many records at"
                    + " most are read again at a restart. Busy partitions have fewer entries with"
                    + " more of them.",
            defaultValue = "50000",
            min = "1000",
            max = "1000000")
        int block,
    @Setting(doc = "Zone of timestamps that name none.", defaultValue = "UTC") ZoneId timeZone,
    @Setting(
            doc = "Most tokens of a document chunk.",
            defaultValue = "200",
            min = "20",
            max = "254")
        int chunkTokens,
    @Setting(
            doc = "Tokens that neighbouring chunks share.",
            defaultValue = "40",
            min = "0",
            max = "100")
        int chunkOverlap,
    @Setting(
            doc = "Longest text of an entry; more of a stack trace stays in the clean topic.",
            defaultValue = "16KiB",
            min = "1KiB",
            max = "1MiB")
        DataSize maxEntryText,
    @Setting(
            doc = "Shapes whose vectors are remembered.",
            defaultValue = "20000",
            min = "0",
            max = "1000000")
        int embeddingCache,
    @Setting(
            doc = "Where Lucene keeps its indexes; below the data directory when relative.",
            defaultValue = "index")
        Path directory) {}
