package org.faultmaven.ingest.extraction.child;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** What a message has attached, each a section of it. */
final class Attachments implements EmbeddedDocumentExtractor {
  private final MarkdownHandler handler;
  private final DocumentReader reader;

  Attachments(MarkdownHandler handler, DocumentReader reader) {
    this.handler = handler;
    this.reader = reader;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    return true;
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler output, Metadata metadata, boolean outputHtml)
      throws SAXException, IOException {
    handler.flush();
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    String type = Objects.requireNonNullElse(metadata.get(Metadata.CONTENT_TYPE), "");
    byte[] bytes = stream.readAllBytes();
    handler.attempt(
        () -> {
          var _ = reader.readSection(name == null ? "Attachment" : name, bytes, type);
        });
  }
}
