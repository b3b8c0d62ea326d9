package org.faultmaven.ingest.extraction.child;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.james.mime4j.dom.Header;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.MimeUtil;
import org.faultmaven.ingest.extraction.Refusal;
import org.faultmaven.ingest.extraction.RefusedException;

/** The headers of a message that people read: its subject is its heading. */
final class MessageHeaders {
  private static final List<String> SHOWN = List.of("From", "To", "Cc", "Date");

  private MessageHeaders() {}

  static void write(byte[] message, MarkdownText text) throws RefusedException {
    Header header;
    try {
      header = new DefaultMessageBuilder().parseHeader(new ByteArrayInputStream(message));
    } catch (IOException e) {
      throw new RefusedException(Refusal.DAMAGED);
    }
    Field subject = header.getField("Subject");
    if (subject != null) {
      text.heading(1, words(subject));
    }
    for (String name : SHOWN) {
      Field field = header.getField(name);
      if (field != null) {
        text.lines(name + ": " + words(field));
      }
    }
    text.blank();
  }

  private static String words(Field field) {
    String unfolded = MimeUtil.unfold(field.getBody());
    return org.apache.james.mime4j.codec.DecoderUtil.decodeEncodedWords(
            unfolded, org.apache.james.mime4j.codec.DecodeMonitor.SILENT)
        .strip();
  }
}
