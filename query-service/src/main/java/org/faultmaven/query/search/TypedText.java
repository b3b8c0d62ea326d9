package org.faultmaven.query.search;

import java.util.List;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponseException;

/**
 * What a user typed, sanitised before it is used or kept. A value that was masked in the logs gets
 * the same pseudonym here, so that asking for it finds it.
 */
public final class TypedText {
  /** The most characters of a query, a question or a source. */
  static final int MAX_LENGTH = 4_000;

  private static final Logger LOG = LoggerFactory.getLogger(TypedText.class);

  private final ISanitizer sanitizer;
  private final ISanitizer inProcess;
  private final Tenant tenant;
  private final Policy texts;
  private final Policy sources;

  /**
   * @param inProcess stands in while the backend of {@code sanitizer} is away: what is typed here
   *     is used for this one request, and kept by nobody
   * @param texts the policy of queries and questions
   * @param sources the policy that the sources of logs went through
   */
  public TypedText(
      ISanitizer sanitizer, ISanitizer inProcess, Tenant tenant, Policy texts, Policy sources) {
    this.sanitizer = sanitizer;
    this.inProcess = inProcess;
    this.tenant = tenant;
    this.texts = texts;
    this.sources = sources;
  }

  /**
   * @param field named in the error
   * @throws ErrorResponseException 400 when blank or too long
   */
  public SanitizedText text(String field, @Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      throw Problem.badRequest(
          "The field " + field + " is missing or blank. Say in words what to look for.");
    }
    return sanitized(limited(field, raw), texts);
  }

  private SanitizedText sanitized(String raw, Policy policy) {
    var fragments = List.of(Fragment.of(raw));
    try {
      return sanitizer.sanitize(tenant, fragments, policy).getFirst().text();
    } catch (BackendException e) {
      if (!e.retryable()) {
        throw e;
      }
      LOG.warn("What was typed is sanitised in process alone: {}", e.getMessage());
      return inProcess.sanitize(tenant, fragments, policy).getFirst().text();
    }
  }

  /**
   * The source to filter by; null when none was given, or a blank one.
   *
   * @throws ErrorResponseException 400 when too long
   */
  public @Nullable String source(@Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      return null;
    }
    return sanitized(limited("source", raw.strip()), sources).text();
  }

  private static String limited(String field, String raw) {
    if (raw.length() > MAX_LENGTH) {
      throw Problem.badRequest(
          "The field " + field + " has more than " + MAX_LENGTH + " characters. Shorten it.");
    }
    return raw;
  }
}
