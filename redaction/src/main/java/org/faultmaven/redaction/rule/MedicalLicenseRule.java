package org.faultmaven.redaction.rule;

import java.util.List;

/** American DEA numbers: a registrant's letter, an initial, seven digits of which one checks. */
final class MedicalLicenseRule implements Rule {
  private static final double SCORE = 0.5;
  private static final CharSet REGISTRANTS = CharSet.of("ABCDEFGHJKLMPRSTUX");
  private static final CharSet INITIALS = CharSet.of("A-Z9");

  @Override
  public List<String> triggers() {
    return List.of(NUMBER);
  }

  @Override
  public void confirm(Scan scan, int trigger, int triggerEnd) {
    int start = trigger - 2;
    int end = trigger + 7;
    if (scan.has(REGISTRANTS, start)
        && scan.has(INITIALS, start + 1)
        && scan.startsWord(start)
        && scan.endOf(CharSet.DIGITS, trigger, end) == end
        && scan.endsWord(end)
        && Checks.dea(scan.substring(trigger, end))) {
      scan.add(start, end, EntityTypes.MEDICAL_LICENSE, SCORE, "dea");
    }
  }
}
