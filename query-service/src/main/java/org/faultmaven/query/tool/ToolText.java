package org.faultmaven.query.tool;

import java.util.List;
import java.util.Optional;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.MaskedJson;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Verdict;

/**
 * Sanitises what tools say and what is said to them. Nothing stands in for a sanitiser that is
 * away: calls go to a topic, and results to a model.
 */
final class ToolText {
  private final ISanitizer sanitizer;
  private final Policy policy;

  ToolText(ISanitizer sanitizer, Policy policy) {
    this.sanitizer = sanitizer;
    this.policy = policy;
  }

  /**
   * A text; JSON stays JSON.
   *
   * @throws BackendException retryable, while the sanitiser's backend is away
   */
  SanitizedText of(Tenant tenant, String raw) {
    Optional<MaskedJson> json = MaskedJson.parse(raw);
    return json.isPresent()
        ? json.get().masked(fragments -> judge(tenant, fragments))
        : judge(tenant, List.of(Fragment.of(raw))).getFirst().text();
  }

  /**
   * A JSON object.
   *
   * @return empty when it is none
   * @throws BackendException retryable, while the sanitiser's backend is away
   */
  Optional<SanitizedText> object(Tenant tenant, String raw) {
    return MaskedJson.parse(raw)
        .filter(MaskedJson::isObject)
        .map(json -> json.masked(fragments -> judge(tenant, fragments)));
  }

  private List<Verdict> judge(Tenant tenant, List<Fragment> fragments) {
    return sanitizer.sanitize(tenant, fragments, policy);
  }
}
