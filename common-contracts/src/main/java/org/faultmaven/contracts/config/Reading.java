package org.faultmaven.contracts.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found for one setting.
 *
 * @param environment the environment's names that were asked
 * @param value as bound: the default's when the text can't be read
 * @param text as given, stripped; the value's own writing when nothing was given
 * @param given whether a source had a value
 * @param problem why the text can't be read, or null
 */
record Reading(
    SettingSpec spec,
    List<String> environment,
    @Nullable Object value,
    String text,
    String origin,
    boolean given,
    @Nullable Problem problem) {

  static final String DEFAULT = "default";

  String key() {
    return spec.key();
  }

  /** The value as it could be given; empty when there is none; a secret as {@code ****}. */
  String printed() {
    return value == null ? "" : spec.codec().printer().apply(value);
  }

  /** As {@link #printed()}, but of a setting that has a problem what was given. */
  String shown(boolean wrong) {
    return wrong && given ? GivenText.shown(spec, text) : printed();
  }

  EffectiveSetting effective(boolean wrong) {
    return new EffectiveSetting(
        key(), shown(wrong), origin, given, spec.secret(), environment, spec.setting().doc());
  }

  /** Neither text nor value, of which one may be secret. */
  @Override
  public String toString() {
    return "Reading[" + key() + " from " + origin + "]";
  }
}
