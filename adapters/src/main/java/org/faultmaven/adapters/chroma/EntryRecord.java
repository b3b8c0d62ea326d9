package org.faultmaven.adapters.chroma;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.NewerFormatException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry as Chroma keeps it: its text as the document, for any client to read, and everything
 * else in its metadata.
 *
 * @param embedding base64 of little-endian floats
 * @param entryHash of the entry, to tell later whether it has changed
 * @param vectorHash likewise of the vector, which is dear to write
 */
record EntryRecord(
    String id,
    String embedding,
    String document,
    Map<String, Object> metadata,
    String entryHash,
    String vectorHash) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String ENTRY = "entry";
  private static final String ENTRY_HASH = "entry_hash";
  static final String VECTOR_HASH = "vector_hash";
  private static final String TEXT = "text";
  private static final String SHAPE = "shape";

  static EntryRecord of(EmbeddedEntry embedded) {
    Entry entry = embedded.entry();
    byte[] json = entry.toBytes();
    byte[] vector = bytes(embedded.vector());
    String entryHash = hash(json);
    String vectorHash = hash(vector);
    var metadata = new HashMap<String, Object>(Where.parts(entry.source().text()));
    metadata.put(Where.FIRST_AT, Nanos.of(entry.firstAt()));
    metadata.put(Where.LAST_AT, Nanos.of(entry.lastAt()));
    metadata.put(Where.LAST_OFFSET, entry.lastSeenOffset());
    metadata.put(
        Where.PARTITION, Where.partition(entry.citation().topic(), entry.citation().partition()));
    if (entry.documentId() != null) {
      metadata.put(Where.DOCUMENT, entry.documentId());
    }
    metadata.put(ENTRY, withoutText(json));
    metadata.put(ENTRY_HASH, entryHash);
    metadata.put(VECTOR_HASH, vectorHash);
    return new EntryRecord(
        entry.id(),
        Base64.getEncoder().encodeToString(vector),
        entry.text().text(),
        metadata,
        entryHash,
        vectorHash);
  }

  /** A chunk's shape is its text: once is enough. */
  private static String withoutText(byte[] json) {
    ObjectNode node = (ObjectNode) MAPPER.readTree(json);
    JsonNode text = node.remove(TEXT);
    if (node.path(SHAPE).equals(text)) {
      node.remove(SHAPE);
    }
    return node.toString();
  }

  /** The entry of a record, or null when FaultMaven did not write it, or a later version did. */
  static @Nullable Entry read(@Nullable String document, @Nullable Map<String, Object> metadata) {
    if (document == null || metadata == null || !(metadata.get(ENTRY) instanceof String json)) {
      return null;
    }
    try {
      if (!(MAPPER.readTree(json) instanceof ObjectNode node)) {
        return null;
      }
      node.put(TEXT, document);
      if (!node.has(SHAPE)) {
        node.put(SHAPE, document);
      }
      return Entry.fromSanitizedTopic(MAPPER.writeValueAsBytes(node));
    } catch (JacksonException | IllegalArgumentException | NewerFormatException e) {
      return null;
    }
  }

  /**
   * What stands in an entry's place when its vector is elsewhere: Chroma keeps no record without
   * one. Nobody searches by it.
   */
  String placeholder() {
    double angle = id.hashCode() / (double) Integer.MAX_VALUE * Math.PI;
    float[] direction = {(float) Math.cos(angle), (float) Math.sin(angle)};
    return Base64.getEncoder().encodeToString(bytes(direction));
  }

  /** Whether what is kept already is this very record. */
  boolean isKept(Map<String, Object> kept) {
    return entryHash.equals(kept.get(ENTRY_HASH)) && hasVectorOf(kept);
  }

  boolean hasVectorOf(Map<String, Object> kept) {
    return vectorHash.equals(kept.get(VECTOR_HASH));
  }

  /** This metadata, with a null for each key to be removed: Chroma merges the two. */
  Map<String, @Nullable Object> replacing(Map<String, Object> kept) {
    var merged = new HashMap<String, @Nullable Object>(metadata);
    kept.keySet().forEach(key -> merged.putIfAbsent(key, null));
    return merged;
  }

  /** About how long it is in a request, in bytes. */
  long size() {
    return embedding.length()
        + 3L * document.length()
        + 3L * String.valueOf(metadata.get(ENTRY)).length()
        + 2_000;
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  /** 128 bits in 22 digits. */
  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      byte[] text = Base64.getUrlEncoder().withoutPadding().encode(Arrays.copyOf(digest, 16));
      return new String(text, UTF_8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
