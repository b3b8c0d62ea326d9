package org.faultmaven.query.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a model's text as it comes and gives it back in sentences and lines, each whole with the
 * citations behind its full stop. What models leak of their own format is left out: calls of tools
 * as text, thoughts, special tokens.
 */
final class Sentences {
  /** What goes on for longer is no sentence, and is cut. */
  private static final int LONGEST = 4_000;

  private static final String HIDDEN = "tool_calls?|tool_response|function_calls?|think|thinking";
  private static final Pattern BLOCK = Pattern.compile("(?s)<(" + HIDDEN + ")\\b[^>]*>.*?</\\1>");
  private static final Pattern OPEN = Pattern.compile("<(?:" + HIDDEN + ")\\b");
  private static final Pattern TOKEN =
      Pattern.compile("<\\|[^|>\\n]{1,40}\\|>|\\[/?(?:TOOL_CALLS|INST)]|</(?:" + HIDDEN + ")>");

  private static final String CITATIONS = "(?:\\s*\\[[T\\d][T\\d,; ]*])*";
  private static final Pattern END =
      Pattern.compile(
          "\\n|(?<=\\S[.!?]|\\S[.!?]\\*\\*)" + CITATIONS + "[.]?(?=\\s+[^\\s\\[\\p{Ll}])");

  /** The number of an item in a list, whose full stop ends nothing. */
  private static final Pattern ITEM = Pattern.compile("\\s*\\d{1,3}[.]");

  private final StringBuilder buffer = new StringBuilder();

  /** The sentences that are whole now, without blanks around them; may be none. */
  List<String> accept(String piece) {
    buffer.append(piece);
    clean();
    Matcher open = OPEN.matcher(buffer);
    int visible = open.find() ? open.start() : buffer.length();
    if (visible == 0 && buffer.length() > LONGEST) {
      // Hidden, and not needed but for its end.
      buffer.delete(open.end() + 1, buffer.length() - LONGEST / 2);
    }
    var whole = new ArrayList<String>();
    int from = 0;
    Matcher end = END.matcher(buffer).region(0, visible).useTransparentBounds(true);
    while (end.find()) {
      String sentence = buffer.substring(from, end.end());
      if (!ITEM.matcher(sentence).matches()) {
        add(whole, sentence);
        from = end.end();
      }
    }
    while (visible - from > LONGEST) {
      add(whole, buffer.substring(from, from + LONGEST));
      from += LONGEST;
    }
    buffer.delete(0, from);
    return whole;
  }

  /** What is left when nothing more comes. */
  List<String> end() {
    clean();
    Matcher open = OPEN.matcher(buffer);
    var rest = new ArrayList<String>();
    add(rest, buffer.substring(0, open.find() ? open.start() : buffer.length()));
    buffer.setLength(0);
    return rest;
  }

  private void clean() {
    if (buffer.indexOf("<") >= 0 || buffer.indexOf("[") >= 0) {
      String cleaned = TOKEN.matcher(BLOCK.matcher(buffer).replaceAll("")).replaceAll("");
      buffer.setLength(0);
      buffer.append(cleaned);
    }
  }

  private static void add(List<String> sentences, String text) {
    String sentence = text.strip();
    if (!sentence.isEmpty()) {
      sentences.add(sentence);
    }
  }
}
