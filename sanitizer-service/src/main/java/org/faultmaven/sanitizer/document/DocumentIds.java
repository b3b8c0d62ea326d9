package org.faultmaven.sanitizer.document;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.streams.processor.api.Record;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.sanitizer.stream.Judge;

/**
 * The id of a document: its record's key when that is a keyed hash, else a keyed hash of the key,
 * or of the value.
 */
final class DocumentIds {
  private DocumentIds() {}

  static String of(Record<byte[], byte[]> raw, Judge judge) {
    byte[] key = raw.key();
    if (key == null) {
      return judge.hash().of("document", judge.tenant(), raw.value());
    }
    String text = new String(key, US_ASCII);
    return KeyedHash.FORM.matcher(text).matches()
        ? text
        : judge.hash().of("document", judge.tenant(), key);
  }
}
