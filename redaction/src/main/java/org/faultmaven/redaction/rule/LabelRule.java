package org.faultmaven.redaction.rule;

/** A fragment that is the value of a field, map key or header which says what it is. */
final class LabelRule {
  private LabelRule() {}

  static void confirm(Scan scan, String label) {
    SlotKind kind = SlotKeys.judge(label);
    if (kind != null && kind != SlotKind.PARAMETER) {
      new SlotValue(scan, kind, Separator.Form.LABEL, false).mask(0, scan.length(), true);
    }
  }
}
