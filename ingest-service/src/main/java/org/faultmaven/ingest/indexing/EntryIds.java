package org.faultmaven.ingest.indexing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.faultmaven.contracts.record.KeyedHash;

/**
 * Ids that say what an entry is, so that writing it again changes nothing: SHA-256 over its parts,
 * each with its length.
 */
public final class EntryIds {
  private EntryIds() {}

  /** 52 base32 digits. */
  public static String of(Object... parts) {
    MessageDigest digest = sha256();
    for (Object part : parts) {
      byte[] bytes = part.toString().getBytes(UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return KeyedHash.base32(digest.digest());
  }

  /** A new SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
