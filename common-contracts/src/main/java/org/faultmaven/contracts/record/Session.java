package org.faultmaven.contracts.record;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An investigation under way.
 *
 * @param id a UUID version 4
 * @param clientId what the client resumes it by, a keyed hash; null when it gave none
 * @param userId who it belongs to, or null
 * @param lastActivity renewed by every append
 * @param expiresAt when it ends unless used again; never later than the absolute cap after {@code
 *     createdAt}
 * @param dataUploads ids of the documents uploaded in it, oldest first
 * @param investigationHistory its turns, oldest first
 */
public record Session(
    String id,
    Tenant tenant,
    @Nullable String clientId,
    @Nullable String userId,
    Instant createdAt,
    Instant lastActivity,
    Instant expiresAt,
    List<String> dataUploads,
    List<Turn> investigationHistory) {
  private static final Pattern ID =
      Pattern.compile(
          "\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

  /** Whether a text can be a session's id: nothing else is to stand in a store's keys. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  public Session {
    dataUploads = List.copyOf(dataUploads);
    investigationHistory = List.copyOf(investigationHistory);
  }
}
