package org.faultmaven.redaction.rule;

import java.util.List;
import java.util.Locale;

/**
 * A token that its issuer marks with a prefix.
 *
 * @param rule the rule's name
 * @param prefix as it is written
 * @param body what may follow
 * @param least how much of it at least
 * @param most how much of it at most; more is no such token. {@link Integer#MAX_VALUE}: all there
 *     is
 * @param digit whether the body must hold a digit, for prefixes that words have too
 */
record KnownToken(String rule, String prefix, CharSet body, int least, int most, boolean digit) {
  private static final CharSet UPPER = CharSet.of("A-Z0-9");
  private static final CharSet URL = CharSet.BASE64_URL;
  private static final CharSet ALNUM = CharSet.ALPHANUMERIC;
  private static final CharSet UNDER = CharSet.WORD;
  private static final CharSet DOTTED = CharSet.of("0-9a-zA-Z_.-");
  private static final CharSet PADDED = CharSet.of("0-9a-zA-Z_=.-");
  private static final int ANY = Integer.MAX_VALUE;

  /** The issuers' own documentation of their prefixes is the source of each line. */
  static final List<KnownToken> ALL =
      List.of(
          exact("aws-key-id", "AKIA", UPPER, 16),
          exact("aws-key-id", "ASIA", UPPER, 16),
          exact("aws-key-id", "ABIA", UPPER, 16),
          exact("aws-key-id", "ACCA", UPPER, 16),
          some("github", "ghp_", ALNUM, 20),
          some("github", "gho_", ALNUM, 20),
          some("github", "ghu_", ALNUM, 20),
          some("github", "ghs_", ALNUM, 20),
          some("github", "ghr_", ALNUM, 20),
          some("github", "github_pat_", UNDER, 20),
          exact("faultmaven", "fmk_", URL, 54),
          some("gitlab", "glpat-", DOTTED, 16),
          some("gitlab", "gldt-", DOTTED, 16),
          some("gitlab", "glrt-", DOTTED, 16),
          some("gitlab", "glptt-", DOTTED, 16),
          some("gitlab", "glcbt-", DOTTED, 16),
          some("gitlab", "glsoat-", DOTTED, 16),
          some("slack", "xoxb-", URL, 10),
          some("slack", "xoxp-", URL, 10),
          some("slack", "xoxa-", URL, 10),
          some("slack", "xoxr-", URL, 10),
          some("slack", "xoxs-", URL, 10),
          some("slack", "xoxe-", URL, 10),
          some("slack", "xoxe.", DOTTED, 10),
          some("slack", "xapp-", URL, 10),
          some("stripe", "sk_live_", ALNUM, 10),
          some("stripe", "sk_test_", ALNUM, 10),
          some("stripe", "rk_live_", ALNUM, 10),
          some("stripe", "rk_test_", ALNUM, 10),
          some("stripe", "whsec_", PADDED, 16),
          some("google", "AIza", URL, 30),
          some("google", "ya29.", DOTTED, 20),
          some("google", "GOCSPX-", URL, 20),
          some("npm", "npm_", ALNUM, 30),
          worded("pypi", "pypi-", URL, 32),
          some("sendgrid", "SG.", DOTTED, 32),
          some("docker", "dckr_pat_", URL, 16),
          some("docker", "dckr_oat_", URL, 16),
          some("hugging-face", "hf_", ALNUM, 20),
          some("anthropic", "sk-ant-", URL, 16),
          worded("openai", "sk-", URL, 20),
          some("shopify", "shpat_", CharSet.HEX, 32),
          some("shopify", "shpss_", CharSet.HEX, 32),
          some("shopify", "shpca_", CharSet.HEX, 32),
          some("shopify", "shppa_", CharSet.HEX, 32),
          some("digitalocean", "dop_v1_", CharSet.HEX, 32),
          some("digitalocean", "doo_v1_", CharSet.HEX, 32),
          some("digitalocean", "dor_v1_", CharSet.HEX, 32),
          some("grafana", "glsa_", UNDER, 20),
          some("grafana", "glc_", PADDED, 24),
          some("vault", "hvs.", URL, 20),
          some("vault", "hvb.", URL, 20),
          some("vault", "hvr.", URL, 20),
          some("age", "AGE-SECRET-KEY-1", UPPER, 40),
          some("brevo", "xkeysib-", URL, 40),
          some("linear", "lin_api_", ALNUM, 32),
          some("databricks", "dapi", CharSet.HEX, 32),
          some("twilio", "SK", CharSet.HEX, 32),
          some("mailgun", "key-", CharSet.HEX, 32),
          some("postman", "PMAK-", URL, 40),
          some("new-relic", "NRAK-", UPPER, 20),
          some("rubygems", "rubygems_", CharSet.HEX, 40),
          some("atlassian", "ATATT3", PADDED, 40),
          some("sentry", "sntrys_", CharSet.TOKEN68, 40),
          some("pulumi", "pul-", CharSet.HEX, 40),
          some("supabase", "sbp_", CharSet.HEX, 40));

  private static KnownToken exact(String rule, String prefix, CharSet body, int length) {
    return new KnownToken(rule, prefix, body, length, length, false);
  }

  private static KnownToken some(String rule, String prefix, CharSet body, int least) {
    return new KnownToken(rule, prefix, body, least, ANY, false);
  }

  private static KnownToken worded(String rule, String prefix, CharSet body, int least) {
    return new KnownToken(rule, prefix, body, least, ANY, true);
  }

  String trigger() {
    return prefix.toLowerCase(Locale.ROOT);
  }
}
