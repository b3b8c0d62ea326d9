package org.faultmaven.sanitizer.document;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.sanitizer.format.Content;
import org.faultmaven.sanitizer.format.Judge;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.format.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Makes the clean document of all its raw pieces, judged as one text: a secret may straddle two of
 * them. Keeps nothing; safe for use by many threads.
 */
public final class DocumentSanitizer {
  /** Of a title, a source, or a label and its name; events and headers repeat them. */
  private static final int MAX_DESCRIPTION_BYTES = 2048;

  private static final int MAX_LABELS = 64;

  private final Judge judge;
  private final DataSize maxJson;

  /**
   * @param maxJson the largest text that is looked at as JSON; a larger one is plain text, since
   *     millions of fields would not fit into memory
   */
  public DocumentSanitizer(Judge judge, DataSize maxJson) {
    this.judge = judge;
    this.maxJson = maxJson;
  }

  /**
   * @param pieces in order; the first says what the document is
   * @throws RefusedException when it must not go on
   * @throws BackendException while the sanitiser is away
   */
  CleanDocument sanitize(List<RawRecord> pieces) throws RefusedException {
    byte[] raw = join(pieces);
    String text = Utf8.decode(raw);
    Content content = raw.length <= maxJson.bytes() ? Content.of(text) : Content.plain(text);
    RawRecord first = pieces.getFirst();
    String title = header(first, TopicHeaders.TITLE);
    Map<String, String> labels = labels(first);

    var fragments = new ArrayList<>(content.fragments());
    labels.forEach(
        (name, value) -> {
          fragments.add(Fragment.of(name));
          fragments.add(new Fragment(value, name));
        });
    if (title != null) {
      fragments.add(Fragment.of(title));
    }
    fragments.add(Fragment.of(source(first)));
    List<Verdict> verdicts = judge.judge(fragments);

    int ofContent = content.fragments().size();
    SanitizedText clean = content.compose(verdicts.subList(0, ofContent));
    return new CleanDocument(
        title == null ? null : shortened(verdicts.get(verdicts.size() - 2)),
        shortened(verdicts.getLast()),
        occurredAt(first),
        TopicHeaders.number(first.headers(), TopicHeaders.SENT_AT, first.timestamp()),
        clean(labels, verdicts.subList(ofContent, verdicts.size())),
        judge.receipt(verdicts.subList(0, verdicts.size() - 1), raw),
        TopicHeaders.MARKDOWN.equals(header(first, TopicHeaders.OUTLINE)),
        raw.length,
        CleanPieces.of(clean, CleanPieces.MAX_BYTES));
  }

  private static byte[] join(List<RawRecord> pieces) {
    int size = 0;
    for (RawRecord piece : pieces) {
      size = Math.addExact(size, value(piece).length);
    }
    ByteBuffer joined = ByteBuffer.allocate(size);
    pieces.forEach(piece -> joined.put(value(piece)));
    return joined.array();
  }

  private static byte[] value(RawRecord piece) {
    byte[] value = piece.value();
    return value == null ? new byte[0] : value;
  }

  private static Map<SanitizedText, SanitizedText> clean(
      Map<String, String> labels, List<Verdict> verdicts) {
    var clean = new LinkedHashMap<SanitizedText, SanitizedText>();
    for (int i = 0; i < labels.size(); i++) {
      clean.put(shortened(verdicts.get(2 * i)), shortened(verdicts.get(2 * i + 1)));
    }
    return clean;
  }

  /** Shortened only once it is masked: half a secret would not be known for one. */
  private static SanitizedText shortened(Verdict verdict) {
    return CleanPieces.of(verdict.text(), MAX_DESCRIPTION_BYTES).getFirst();
  }

  /** Its own header, else a key that is a name and no id, else the topic. */
  private static String source(RawRecord first) {
    String source = header(first, TopicHeaders.SOURCE);
    if (source != null) {
      return source;
    }
    String key = Utf8.decodeOrNull(first.key());
    boolean isName = key != null && !key.isBlank() && !KeyedHash.FORM.matcher(key).matches();
    return isName && key != null ? key : first.topic();
  }

  private static Map<String, String> labels(RawRecord first) {
    var labels = new LinkedHashMap<String, String>();
    for (Header header : first.headers()) {
      String value = Utf8.decodeOrNull(header.value());
      if (header.key().startsWith(TopicHeaders.LABEL)
          && value != null
          && labels.size() < MAX_LABELS) {
        labels.put(header.key().substring(TopicHeaders.LABEL.length()), value);
      }
    }
    return labels;
  }

  private static @Nullable Instant occurredAt(RawRecord first) {
    String time = header(first, TopicHeaders.OCCURRED_AT);
    if (time == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeException e) {
      // No time, then; it might be anything, and must not go on as it is.
      return null;
    }
  }

  private static @Nullable String header(RawRecord record, String name) {
    Header header = record.headers().lastHeader(name);
    String text = header == null ? null : Utf8.decodeOrNull(header.value());
    return text == null || text.isBlank() ? null : text;
  }
}
