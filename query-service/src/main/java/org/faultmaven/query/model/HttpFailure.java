package org.faultmaven.query.model;

import java.util.Set;
import org.faultmaven.adapters.call.CallFailedException;

/** What a provider means by a status, and what to do about it. */
final class HttpFailure {
  /** What says that this request is no good, whatever the state of the server. */
  private static final Set<Integer> REFUSED = Set.of(400, 411, 413, 414, 415, 422, 431);

  private HttpFailure() {}

  /**
   * @param again whether another try is wanted at all
   */
  static CallFailedException of(String system, int status, boolean again) {
    return new CallFailedException(
        "HTTP " + status,
        system + " answered HTTP " + status + hint(status),
        again && !REFUSED.contains(status));
  }

  private static String hint(int status) {
    return switch (status) {
      case 400, 422 -> ": check the model's name, its limits, and whether it takes tools";
      case 301, 302, 307, 308 -> ": configure the address that it redirects to";
      case 401, 403 -> ": check its key";
      case 404 -> ": check its address and the model's name";
      case 429 -> ": it asks for fewer requests";
      default -> "";
    };
  }
}
