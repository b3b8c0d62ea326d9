package org.faultmaven.contracts.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.faultmaven.contracts.record.Citation;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;

/** Entries for tests: a log line with everything set, of which a test changes what it is about. */
public final class SampleEntries {
  public static final Instant TIME = Instant.parse("2016-12-19T20:39:12.345678901Z");

  private SampleEntries() {}

  /** A log entry of the default tenant, whose id is made from {@code name}. */
  public static Builder log(String name) {
    return new Builder(name);
  }

  /** A chunk of a document. */
  public static Builder chunk(String name, String documentId) {
    return new Builder(name).document(documentId).title("A runbook");
  }

  /** 52 base32 digits, the same for the same name. */
  public static String id(String name) {
    var id = new StringBuilder();
    for (byte b : name.getBytes(UTF_8)) {
      id.append((char) ('a' + (b >> 4 & 15))).append((char) ('a' + (b & 15)));
    }
    if (id.length() > 52) {
      throw new IllegalArgumentException("a name for an id has at most 26 bytes");
    }
    return id.append("a".repeat(52 - id.length())).toString();
  }

  public static SanitizedText text(String text) {
    return SanitizedText.fromSanitizedTopic(text.getBytes(UTF_8));
  }

  /** Collects an entry's parts. */
  public static final class Builder {
    private final String id;
    private Tenant tenant = Tenant.DEFAULT;
    private String text = "INFO nothing to report";
    private String source = "kafka0/logs/server.log";
    private Instant firstAt = TIME;
    private Instant lastAt = TIME;
    private long count = 1;
    private String topic = "faultmaven.logs.clean";
    private int partition;
    private long offset = 42;
    private long lastSeenOffset = 42;
    private @Nullable String documentId;
    private @Nullable String title;

    private Builder(String name) {
      id = id(name);
    }

    public Builder tenant(Tenant of) {
      tenant = of;
      return this;
    }

    public Builder text(String of) {
      text = of;
      return this;
    }

    public Builder source(String of) {
      source = of;
      return this;
    }

    /** First and last occurrence. */
    public Builder times(Instant first, Instant last) {
      firstAt = first;
      lastAt = last;
      return this;
    }

    public Builder count(long of) {
      count = of;
      return this;
    }

    /** Where it stands, with the record it was last seen in. */
    public Builder at(String inTopic, int inPartition, long first, long lastSeen) {
      topic = inTopic;
      partition = inPartition;
      offset = first;
      lastSeenOffset = lastSeen;
      return this;
    }

    public Builder document(String of) {
      documentId = of;
      return this;
    }

    public Builder title(String of) {
      title = of;
      return this;
    }

    public Entry build() {
      SanitizedText from = SampleEntries.text(source);
      SanitizedText whole = SampleEntries.text(text);
      String sha256 = "0123456789abcdef".repeat(4);
      return new Entry(
          id,
          tenant,
          whole,
          whole,
          from,
          firstAt,
          lastAt,
          count,
          lastSeenOffset,
          new Citation(topic, partition, offset, offset, from, 1, 1, sha256),
          documentId,
          title == null ? null : SampleEntries.text(title));
    }
  }
}
