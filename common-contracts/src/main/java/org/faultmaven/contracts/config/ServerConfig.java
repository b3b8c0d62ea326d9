package org.faultmaven.contracts.config;

import java.time.Duration;

/** The HTTP listener. */
@Section(value = "server", doc = "The HTTP listener.")
public record ServerConfig(
    @Setting(
            doc = "Address to listen on; the loopback needs no authentication.",
            defaultValue = "127.0.0.1")
        String address,
    @Setting(doc = "Port to listen on.", defaultValue = "8080", min = "0", max = "65535") int port,
    @Setting(
            doc = "Largest upload; above it the answer is 413.",
            defaultValue = "64MiB",
            min = "1KiB",
            max = "512MiB")
        DataSize maxUpload,
    @Setting(
            doc = "How long requests under way may take to end at a stop.",
            defaultValue = "20s",
            min = "0s")
        Duration shutdownGrace,
    @Setting(
            doc =
                "Listen beyond the loopback without authentication, where the network itself keeps"
                    + " others out.",
            defaultValue = "false")
        boolean unauthenticated) {}
