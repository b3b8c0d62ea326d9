package org.faultmaven.names;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One of the tokenizer's regular expressions, in four forms that match the same: three for texts of
 * ASCII alone, without the branches that could not match there, and one for any text.
 */
final class Expression {
  private static final int FORMS = 4;

  private final Pattern[] forms;

  private Expression(Pattern[] forms) {
    this.forms = forms;
  }

  static Expression read(ModelInput input) throws UnfitModelException {
    Pattern[] forms = new Pattern[FORMS];
    for (int i = 0; i < FORMS; i++) {
      String text = input.readText();
      try {
        forms[i] = Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw new UnfitModelException("an expression can't be read: " + e.getDescription());
      }
    }
    return new Expression(forms);
  }

  /** The number of the form for a text: the least that is enough. */
  static int form(CharSequence text) {
    int form = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        return 3;
      }
      if (c == '@') {
        form = 2;
      } else if (c == '.') {
        form = Math.max(form, 1);
      }
    }
    return form;
  }

  /** Matchers for one thread, one a form. */
  Matcher[] matchers() {
    Matcher[] matchers = new Matcher[FORMS];
    for (int i = 0; i < FORMS; i++) {
      matchers[i] = forms[i].matcher("");
    }
    return matchers;
  }
}
