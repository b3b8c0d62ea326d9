package org.faultmaven.redaction.rule;

import java.util.List;

/** Webhooks whose path is the credential: Slack's, Discord's, Teams'. */
final class WebhookRule implements Rule {
  private static final double SCORE = 0.95;
  private static final CharSet PATH = CharSet.of("0-9a-zA-Z_/@.-");
  private static final int LEAST = 16;

  @Override
  public List<String> triggers() {
    return List.of(
        "hooks.slack.com/services/",
        "hooks.slack.com/workflows/",
        "discord.com/api/webhooks/",
        "discordapp.com/api/webhooks/",
        ".webhook.office.com/webhookb2/");
  }

  @Override
  public void confirm(Scan scan, int start, int end) {
    if (start < scan.tokensReached) {
      return;
    }
    int to = scan.endOf(PATH, end);
    scan.tokensReached = Math.max(scan.tokensReached, to);
    if (to - end >= LEAST) {
      scan.add(end, to, EntityTypes.SECRET, SCORE, "webhook");
    }
  }
}
