package org.faultmaven.ingest.extraction.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.parser.CompositeParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.ooxml.OPCPackageWrapper;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.faultmaven.ingest.extraction.Refusal;
import org.faultmaven.ingest.extraction.RefusedException;
import org.faultmaven.ingest.extraction.child.MarkdownHandler.Layout;
import org.xml.sax.SAXException;

/**
 * One document and the parser of its format. Parsers are named and not looked up, and are given
 * what keeps them in memory: Tika's own detection spools to the disk.
 */
final class TikaDocument {
  private final MarkdownText text;
  private final MarkdownHandler handler;
  private final ParseContext context = new ParseContext();
  private final Metadata metadata = new Metadata();

  private TikaDocument(MarkdownText text, Layout layout) {
    this.text = text;
    this.handler = new MarkdownHandler(text, layout);
    context.set(EmbeddedDocumentExtractor.class, new NoEmbedded());
    context.set(Detector.class, (in, about) -> MediaType.OCTET_STREAM);
    context.set(HtmlMapper.class, new BlockMapper());
    // Parts of messages that are text are read by these.
    context.set(
        Parser.class,
        new CompositeParser(new MediaTypeRegistry(), new JSoupParser(), new TXTParser()));
  }

  static void pdf(byte[] bytes, MarkdownText text) throws RefusedException {
    var config = new PDFParserConfig();
    config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    config.setMaxMainMemoryBytes(-1);
    config.setExtractBookmarksText(false);
    // A page that can't be read is not left out without a word.
    config.setCatchIntermediateIOExceptions(false);
    var document = new TikaDocument(text, Layout.PRINTED);
    document.context.set(PDFParserConfig.class, config);
    document.parse(new PDFParser(), new ByteArrayInputStream(bytes));
  }

  static void html(String page, MarkdownText text) throws RefusedException {
    new TikaDocument(text, Layout.FLOWING)
        .parse(
            new JSoupParser((in, about) -> UTF_8), new ByteArrayInputStream(page.getBytes(UTF_8)));
  }

  static void mail(byte[] bytes, MarkdownText text, DocumentReader reader) throws RefusedException {
    var document = new TikaDocument(text, Layout.LINES);
    document.context.set(
        EmbeddedDocumentExtractor.class, new Attachments(document.handler, reader));
    MessageHeaders.write(bytes, text);
    document.parse(new RFC822Parser(), new ByteArrayInputStream(bytes));
  }

  static void ole2(byte[] bytes, MarkdownText text, DocumentReader reader) throws RefusedException {
    var document = new TikaDocument(text, Layout.LINES);
    document.office();
    try (var files = new POIFSFileSystem(new ByteArrayInputStream(bytes));
        TikaInputStream in = TikaInputStream.get(bytes)) {
      in.setOpenContainer(files);
      if (files.getRoot().hasEntry("EncryptedPackage")) {
        throw new RefusedException(Refusal.ENCRYPTED);
      }
      if (files.getRoot().hasEntry("__properties_version1.0")) {
        document.context.set(
            EmbeddedDocumentExtractor.class, new Attachments(document.handler, reader));
      }
      document.parse(new OfficeParser(), in);
      document.requireType(Refusal.UNSUPPORTED);
    } catch (IOException e) {
      throw new RefusedException(Refusal.DAMAGED);
    }
  }

  static void officeXml(byte[] bytes, MarkdownText text) throws RefusedException {
    var document = new TikaDocument(text, Layout.LINES);
    document.office();
    try (TikaInputStream in = TikaInputStream.get(bytes)) {
      // Opened here, in memory: the parser would make a file of the stream.
      in.setOpenContainer(new OPCPackageWrapper(OPCPackage.open(new ByteArrayInputStream(bytes))));
      document.parse(new OOXMLParser(), in);
      document.requireType(Refusal.DAMAGED);
    } catch (IOException | OpenXML4JException | OpenXML4JRuntimeException e) {
      throw new RefusedException(Refusal.DAMAGED);
    }
  }

  private void office() {
    var config = new OfficeParserConfig();
    config.setExtractMacros(false);
    config.setIncludeSlideMasterContent(false);
    // These read event by event, and hold no tree of the document.
    config.setUseSAXDocxExtractor(true);
    config.setUseSAXPptxExtractor(true);
    config.setIncludeDeletedContent(false);
    context.set(OfficeParserConfig.class, config);
  }

  private void parse(Parser parser, InputStream in) throws RefusedException {
    try {
      parser.parse(in, handler, metadata, context);
      handler.flush();
    } catch (EncryptedDocumentException e) {
      throw new RefusedException(Refusal.ENCRYPTED);
    } catch (SAXException | TikaException | IOException | RuntimeException e) {
      handler.throwIfRefused();
      throw new RefusedException(isEncrypted(e) ? Refusal.ENCRYPTED : Refusal.DAMAGED);
    }
    handler.throwIfRefused();
    if (metadata.get(TikaCoreProperties.TIKA_META_EXCEPTION_WARNING) != null) {
      text.note("a part of the document could not be read");
    }
  }

  /** Office's parsers say what they took the document for; of what they don't know, nothing. */
  private void requireType(Refusal otherwise) throws RefusedException {
    if (metadata.get(Metadata.CONTENT_TYPE) == null) {
      throw new RefusedException(otherwise);
    }
  }

  /** POI has an exception of its own for each format, of which Tika knows some. */
  private static boolean isEncrypted(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof org.apache.poi.EncryptedDocumentException
          || each instanceof EncryptedDocumentException) {
        return true;
      }
    }
    return false;
  }
}
