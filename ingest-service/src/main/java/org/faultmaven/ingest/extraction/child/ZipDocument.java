package org.faultmaven.ingest.extraction.child;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.faultmaven.ingest.extraction.Refusal;
import org.faultmaven.ingest.extraction.RefusedException;

/** A zip: an Office file of 2007 or later, or an archive, of which each file is a section. */
final class ZipDocument {
  private static final int MOST_FILES = 10_000;

  private final byte[] bytes;
  private final MarkdownText text;
  private final Budget budget;
  private final DocumentReader reader;

  ZipDocument(byte[] bytes, MarkdownText text, Budget budget, DocumentReader reader) {
    this.bytes = bytes;
    this.text = text;
    this.budget = budget;
    this.reader = reader;
  }

  void read() throws RefusedException {
    boolean office;
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes)).get()) {
      List<ZipArchiveEntry> files =
          Collections.list(zip.getEntries()).stream().filter(each -> !each.isDirectory()).toList();
      check(files);
      office = zip.getEntry("[Content_Types].xml") != null;
      if (office) {
        // Its parser unpacks all of it at once.
        for (ZipArchiveEntry file : files) {
          try (InputStream in = zip.getInputStream(file)) {
            budget.measure(in);
          }
        }
      } else {
        archive(zip, files);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedException(Refusal.DAMAGED);
    }
    if (office) {
      TikaDocument.officeXml(bytes, text);
    }
  }

  private static void check(List<ZipArchiveEntry> files) throws RefusedException {
    if (files.size() > MOST_FILES) {
      throw new RefusedException(Refusal.TOO_LARGE);
    }
    if (files.stream().anyMatch(each -> each.getGeneralPurposeBit().usesEncryption())) {
      throw new RefusedException(Refusal.ENCRYPTED);
    }
    // OpenDocument and EPUB: archives of XML that is no text.
    if (files.stream().anyMatch(each -> each.getName().equals("mimetype"))) {
      throw new RefusedException(Refusal.UNSUPPORTED);
    }
  }

  private void archive(ZipFile zip, List<ZipArchiveEntry> files)
      throws IOException, RefusedException {
    boolean any = files.isEmpty();
    for (ZipArchiveEntry file : files) {
      if (file.getName().startsWith("__MACOSX/")) {
        continue;
      }
      byte[] content;
      try (InputStream in = zip.getInputStream(file)) {
        content = budget.unpack(in);
      }
      any |= reader.readSection(file.getName(), content, "");
    }
    if (!any) {
      throw new RefusedException(Refusal.UNSUPPORTED);
    }
  }
}
