package org.faultmaven.contracts.config;

import org.jspecify.annotations.Nullable;

/** Redis, used as the session store when its host is set. */
@Section(value = "redis", doc = "Redis, used as the session store when its host is set.")
public record RedisConfig(
    @Setting(
            doc =
                "Host, or a URI: redis:// or rediss:// (TLS), redis-sentinel://HOST,HOST#MASTER,"
                    + " redis-cluster://HOST,HOST; sessions are kept in process when empty.",
            env = "REDIS_HOST")
        @Nullable String host,
    @Setting(doc = "Port.", defaultValue = "6379", env = "REDIS_PORT", min = "1", max = "65535")
        int port,
    @Setting(doc = "Password.", env = "REDIS_PASSWORD") Secret password,
    @Setting(
            doc = "Database number.",
            defaultValue = "0",
            env = "REDIS_DB",
            min = "0",
            max = "65535")
        int db) {}
