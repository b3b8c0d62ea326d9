package org.faultmaven.contracts.config;

import java.net.URI;
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
        String collection) {}
