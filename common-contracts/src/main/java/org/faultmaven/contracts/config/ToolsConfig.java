package org.faultmaven.contracts.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tools that an investigation can call, built in and by topic. */
@Section(value = "tools", doc = "Tools that an investigation can call, built in and by topic.")
public record ToolsConfig(
    @Setting(
            doc = "Take part in the tools' topics; the built-in tools alone otherwise.",
            defaultValue = "true")
        boolean enabled,
    @Setting(
            doc = "How long a call may take that says nothing of it.",
            defaultValue = "10s",
            min = "100ms",
            max = "5m")
        Duration callTimeout,
    @Setting(
            doc = "How long a call may take that says so.",
            defaultValue = "60s",
            min = "100ms",
            max = "5m")
        Duration maxTimeout,
    @Setting(
            doc = "Largest result; what is longer is cut, and says so.",
            defaultValue = "64KiB",
            min = "1KiB",
            max = "512KiB")
        DataSize maxResult,
    @Setting(
            doc = "Most calls of one tool under way at once; above it the answer is 429.",
            defaultValue = "8",
            min = "1",
            max = "1000")
        int maxConcurrent,
    @Setting(
            doc = "Most tools that are known by topic at once.",
            defaultValue = "100",
            min = "1",
            max = "1000")
        int maxTools,
    @Setting(
            doc = "Heartbeats that an instance may miss before it is forgotten.",
            defaultValue = "3",
            min = "2",
            max = "100")
        int missedHeartbeats,
    @Setting(
            doc = "What web_search asks: a SearXNG or the Brave search API.",
            defaultValue = "searxng")
        SearchKind webSearchKind,
    @Setting(doc = "Its address; there is no web_search when empty.") @Nullable URI webSearchUrl,
    @Setting(doc = "Its key; a SearXNG needs none.") Secret webSearchKey,
    @Setting(doc = "Whether the address may be one of a private network.", defaultValue = "false")
        boolean webSearchPrivate) {
  /** Search services by what they speak. */
  public enum SearchKind {
    SEARXNG,
    BRAVE
  }
}
