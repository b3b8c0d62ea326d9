package org.faultmaven.contracts.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** ChromaDB, used as the vector store when its address is set. */
@Section(value = "chromadb", doc = "ChromaDB, used as the vector store when its address is set.")
public record ChromaConfig(
    @Setting(doc = "Address; Lucene in process when empty.", env = "CHROMADB_URL")
        @Nullable URI url,
    @Setting(doc = "Sent as a token, for a proxy in front.", env = "CHROMADB_API_KEY")
        Secret apiKey,
    @Setting(
            doc = "Collection of the knowledge base.",
            defaultValue = "faultmaven_knowledge",
            env = "CHROMADB_COLLECTION")
        String collection,
    @Setting(
            doc = "Tenant of Chroma's that holds the collections; FaultMaven's own are kept apart.",
            defaultValue = "default_tenant")
        String tenant,
    @Setting(
            doc = "Database of Chroma's that holds the collections.",
            defaultValue = "default_database")
        String database,
    @Setting(
            doc =
                "Log entries whose events fall into one such period share a collection; it is"
                    + " dropped when the last of them is forgotten.",
            defaultValue = "1d",
            min = "1h",
            max = "366d")
        Duration logPeriod) {}
