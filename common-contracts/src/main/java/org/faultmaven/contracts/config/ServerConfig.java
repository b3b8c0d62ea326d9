package org.faultmaven.contracts.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The HTTP listener. */
@Section(value = "server", doc = "The HTTP listener.")
public record ServerConfig(
    @Setting(
            doc = "Address to listen on; the loopback needs no authentication.",
            defaultValue = "127.0.0.1")
        String address,
    @Setting(doc = "Port to listen on.", defaultValue = "8080", min = "0", max = "65535") int port,
    @Setting(
            doc =
                "Port of health and metrics (/actuator), on the same address; 0 leaves them on the"
                    + " port of the API.",
            defaultValue = "0",
            min = "0",
            max = "65535")
        int managementPort,
    @Setting(doc = "PEM file of the listener's certificate chain; read again when it changes.")
        @Nullable Path tlsCertificate,
    @Setting(doc = "PEM file of the key of server.tls-certificate, unencrypted PKCS#8.")
        @Nullable Path tlsKey,
    @Setting(
            doc =
                "Let production listen without TLS, where a proxy in front or the network itself"
                    + " brings it.",
            defaultValue = "false")
        boolean plaintext,
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
