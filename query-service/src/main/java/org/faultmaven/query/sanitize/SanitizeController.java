package org.faultmaven.query.sanitize;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.query.web.JsonBody;
import org.faultmaven.query.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/sanitize}: tries a policy on a text. Nothing of it is kept or logged. */
@RestController
final class SanitizeController {
  static final int MAX_BYTES = 4 << 20;
  static final int MAX_TEXTS = 1_000;

  /** The request: either a text or texts. */
  record Request(
      @Nullable String text, @Nullable List<@Nullable String> texts, @Nullable String policy) {}

  /** What was masked, in code points of the text as it was sent. */
  record Masked(int start, int end, String type, double score, String rule) {}

  /** The answer to a text. */
  record One(String text, List<Masked> spans) {}

  /** The answer to texts: the spans of each, in order. */
  record Many(List<String> texts, List<List<Masked>> spans) {}

  private final ISanitizer sanitizer;
  private final Tenant tenant;
  private final Policies policies;
  private final String defaultPolicy;

  SanitizeController(ISanitizer sanitizer, Tenant tenant, Policies policies, String defaultPolicy) {
    this.sanitizer = sanitizer;
    this.tenant = tenant;
    this.policies = policies;
    this.defaultPolicy = defaultPolicy;
  }

  @PostMapping(path = "/api/v1/sanitize", consumes = MediaType.APPLICATION_JSON_VALUE)
  Record sanitize(InputStream body) {
    Request request = JsonBody.read(body, Request.class, MAX_BYTES);
    Policy policy = policy(request.policy());
    String text = request.text();
    List<@Nullable String> texts = request.texts();
    if ((text == null) == (texts == null)) {
      throw Problem.badRequest("Send either text, a string, or texts, a list of strings.");
    }
    if (text != null) {
      Verdict verdict = judge(List.of(text), policy).getFirst();
      return new One(verdict.text().text(), masked(text, verdict));
    }
    return many(checked(texts == null ? List.of() : texts), policy);
  }

  private Policy policy(@Nullable String name) {
    try {
      return policies.named(name == null ? defaultPolicy : name);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The policy is not known: " + e.getMessage() + ".");
    }
  }

  private static List<String> checked(List<@Nullable String> texts) {
    if (texts.size() > MAX_TEXTS) {
      throw Problem.badRequest("The list texts has more than " + MAX_TEXTS + " texts. Send less.");
    }
    return texts.stream().map(SanitizeController::present).toList();
  }

  private static String present(@Nullable String text) {
    if (text == null) {
      throw Problem.badRequest("The list texts holds a null. Send strings only.");
    }
    return text;
  }

  private Many many(List<String> texts, Policy policy) {
    List<Verdict> verdicts = texts.isEmpty() ? List.of() : judge(texts, policy);
    var spans = new ArrayList<List<Masked>>();
    for (int i = 0; i < texts.size(); i++) {
      spans.add(masked(texts.get(i), verdicts.get(i)));
    }
    return new Many(verdicts.stream().map(verdict -> verdict.text().text()).toList(), spans);
  }

  private List<Verdict> judge(List<String> texts, Policy policy) {
    return sanitizer.sanitize(tenant, texts.stream().map(Fragment::of).toList(), policy);
  }

  private static List<Masked> masked(String raw, Verdict verdict) {
    var codePoints = new CodePoints(raw);
    return verdict.spans().stream()
        .map(
            span ->
                new Masked(
                    codePoints.before(span.start()),
                    codePoints.before(span.end()),
                    span.type(),
                    span.score(),
                    span.rule()))
        .toList();
  }
}
