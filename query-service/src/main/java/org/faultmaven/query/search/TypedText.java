package org.faultmaven.query.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.trace.TraceSpan;
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

  /**
   * A sanitised text, and in which way it was.
   *
   * @param text what is shown, kept and sent to a model
   * @param search what is looked for: the logs keep words that documents mask, and a word is to be
   *     found in the form that either has. Kept by nobody
   * @param inProcessOnly whether the backend of the sanitiser was away: the text may be used for
   *     this request, and neither kept nor sent to a model
   */
  public record Typed(SanitizedText text, SanitizedText search, boolean inProcessOnly) {
    /** Content-free. */
    @Override
    public String toString() {
      return "Typed[" + text.length() + " chars]";
    }
  }

  /** Tells whoever typed it. */
  static final String IN_PROCESS_ONLY =
      "What was typed was sanitised in process alone, for the backend of the sanitiser is away:"
          + " names in it may be masked in another way than in the logs.";

  private static final Pattern PSEUDONYM = Pattern.compile("<[A-Z_]{2,40}(?:_[a-z2-7]{8})?>");
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
  public Typed typed(String field, @Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      throw Problem.badRequest(
          "The field " + field + " is missing or blank. Say in words what to look for.");
    }
    try (TraceSpan _ = TraceSpan.child("sanitize")) {
      return sanitized(limited(field, raw));
    }
  }

  private Typed sanitized(String raw) {
    try {
      return sanitized(sanitizer, raw, false);
    } catch (BackendException e) {
      if (!e.retryable()) {
        throw e;
      }
      LOG.warn("What was typed is sanitised in process alone: {}", e.getMessage());
      return sanitized(inProcess, raw, true);
    }
  }

  private Typed sanitized(ISanitizer by, String raw, boolean inProcessOnly) {
    SanitizedText asDocument = judged(by, raw, texts);
    SanitizedText asLog = judged(by, raw, sources);
    return new Typed(asDocument, both(asLog, asDocument), inProcessOnly);
  }

  private SanitizedText judged(ISanitizer by, String raw, Policy policy) {
    return by.sanitize(tenant, List.of(Fragment.of(raw)), policy).getFirst().text();
  }

  /** The words of the first, and the pseudonyms that only the second has. */
  private static SanitizedText both(SanitizedText asLog, SanitizedText asDocument) {
    var parts = new ArrayList<SanitizedText>();
    parts.add(asLog);
    Matcher pseudonyms = PSEUDONYM.matcher(asDocument);
    while (pseudonyms.find()) {
      if (!asLog.text().contains(pseudonyms.group())) {
        parts.add(asDocument.part(pseudonyms.start(), pseudonyms.end()));
      }
    }
    return SanitizedText.join(" ", parts);
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
    String source = limited("source", raw.strip());
    try {
      return judged(sanitizer, source, sources).text();
    } catch (BackendException e) {
      if (!e.retryable()) {
        throw e;
      }
      return judged(inProcess, source, sources).text();
    }
  }

  private static String limited(String field, String raw) {
    if (raw.codePointCount(0, raw.length()) > MAX_LENGTH) {
      throw Problem.badRequest(
          "The field " + field + " has more than " + MAX_LENGTH + " characters. Shorten it.");
    }
    return raw;
  }
}
