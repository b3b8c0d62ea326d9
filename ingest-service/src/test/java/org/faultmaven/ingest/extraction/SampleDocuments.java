package org.faultmaven.ingest.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** Documents as people have them, good and bad, made by the libraries that read them. */
public final class SampleDocuments {
  private SampleDocuments() {}

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    try {
      var out = new ByteArrayOutputStream();
      writing.to(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A PDF with a page for each text; lines are lines. */
  public static byte[] pdf(String... pages) {
    return bytes(out -> pdf(null, pages).save(out));
  }

  /** A PDF that opens with a password only. */
  public static byte[] encryptedPdf(String password, String... pages) {
    return bytes(out -> pdf(password, pages).save(out));
  }

  private static PDDocument pdf(String password, String... pages) throws IOException {
    var document = new PDDocument();
    for (String text : pages) {
      var page = new PDPage();
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
        content.setLeading(14);
        content.newLineAtOffset(50, 700);
        for (String line : text.split("\n")) {
          content.showText(line);
          content.newLine();
        }
        content.endText();
      }
    }
    if (password != null) {
      var policy = new StandardProtectionPolicy("owner", password, new AccessPermission());
      policy.setEncryptionKeyLength(128);
      document.protect(policy);
    }
    return document;
  }

  /** A PDF whose page draws a form that draws another ten times, and so on: 10^12 of the last. */
  public static byte[] loopingPdf() {
    return bytes(
        out -> {
          try (var document = new PDDocument()) {
            PDFormXObject inner = form(document, "BT /F1 9 Tf (x) Tj ET", null);
            for (int depth = 0; depth < 12; depth++) {
              inner = form(document, "/X Do ".repeat(10), inner);
            }
            var page = new PDPage();
            var resources = new PDResources();
            resources.put(COSName.getPDFName("X"), inner);
            page.setResources(resources);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
              content.drawForm(inner);
            }
            document.save(out);
          }
        });
  }

  private static PDFormXObject form(PDDocument document, String content, PDFormXObject inner)
      throws IOException {
    var form = new PDFormXObject(document);
    form.setBBox(new org.apache.pdfbox.pdmodel.common.PDRectangle(100, 100));
    var resources = new PDResources();
    resources.put(COSName.getPDFName("F1"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
    if (inner != null) {
      resources.put(COSName.getPDFName("X"), inner);
    }
    form.setResources(resources);
    try (OutputStream out = form.getCOSObject().createOutputStream()) {
      out.write(content.getBytes(UTF_8));
    }
    return form;
  }

  /** A Word file: lines that begin with # are headings. */
  public static byte[] docx(String... paragraphs) {
    return bytes(
        out -> {
          try (var document = new XWPFDocument()) {
            XWPFStyles styles = document.createStyles();
            for (int level = 1; level <= 3; level++) {
              var style = CTStyle.Factory.newInstance();
              style.setStyleId("Heading" + level);
              style.addNewName().setVal("heading " + level);
              style.setType(STStyleType.PARAGRAPH);
              styles.addStyle(new org.apache.poi.xwpf.usermodel.XWPFStyle(style));
            }
            for (String each : paragraphs) {
              int level = each.length() - each.replaceFirst("^#+", "").length();
              var paragraph = document.createParagraph();
              if (level > 0) {
                paragraph.setStyle("Heading" + level);
              }
              paragraph.createRun().setText(each.substring(level).strip());
            }
            document.write(out);
          }
        });
  }

  /** A PowerPoint file with a slide for each title and text. */
  public static byte[] pptx(String... slides) {
    return bytes(
        out -> {
          try (var show = new XMLSlideShow()) {
            for (String each : slides) {
              var box = show.createSlide().createTextBox();
              box.setText(each);
            }
            show.write(out);
          }
        });
  }

  /** The same of PowerPoint 97 to 2003. */
  public static byte[] ppt(String... slides) {
    return bytes(
        out -> {
          try (var show = new HSLFSlideShow()) {
            for (String each : slides) {
              show.createSlide().createTextBox().setText(each);
            }
            show.write(out);
          }
        });
  }

  public static byte[] xlsx(Map<String, String[][]> sheets) {
    return bytes(out -> fill(new XSSFWorkbook(), sheets).write(out));
  }

  public static byte[] xls(Map<String, String[][]> sheets) {
    return bytes(out -> fill(new HSSFWorkbook(), sheets).write(out));
  }

  private static Workbook fill(Workbook workbook, Map<String, String[][]> sheets) {
    sheets.forEach(
        (name, rows) -> {
          Sheet sheet = workbook.createSheet(name);
          for (int row = 0; row < rows.length; row++) {
            var made = sheet.createRow(row);
            for (int cell = 0; cell < rows[row].length; cell++) {
              made.createCell(cell).setCellValue(rows[row][cell]);
            }
          }
        });
    return workbook;
  }

  /** An Office file of 2007 or later that opens with a password only. */
  public static byte[] encryptedOffice(byte[] office) {
    return bytes(
        out -> {
          try (var files = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
            encryptor.confirmPassword("made up");
            try (OutputStream encrypted = encryptor.getDataStream(files)) {
              new ByteArrayInputStream(office).transferTo(encrypted);
            } catch (java.security.GeneralSecurityException e) {
              throw new IOException(e);
            }
            files.writeFilesystem(out);
          }
        });
  }

  /** A message with one attachment, as mail programs write it. */
  public static byte[] eml(String subject, String body, String attachmentName, byte[] attachment) {
    return ("From: Ops <ops@example.com>\r\nTo: Team <team@example.com>\r\nSubject: "
            + subject
            + "\r\nDate: Wed, 04 Mar 2026 10:17:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type:"
            + " multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain;"
            + " charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + body
            + "\r\n--b1\r\nContent-Type: application/octet-stream; name=\""
            + attachmentName
            + "\"\r\nContent-Disposition: attachment; filename=\""
            + attachmentName
            + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(attachment)
            + "\r\n--b1--\r\n")
        .getBytes(UTF_8);
  }

  public static byte[] gzip(byte[] content) {
    return bytes(
        out -> {
          try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
          }
        });
  }

  /** In the map's order. */
  public static byte[] zip(Map<String, byte[]> files) {
    return bytes(
        out -> {
          try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
              zip.putNextEntry(new ZipEntry(file.getKey()));
              zip.write(file.getValue());
              zip.closeEntry();
            }
          }
        });
  }

  /** A zip of some kilobytes that unpacks to so many megabytes. */
  public static byte[] zipBomb(int megabytes) {
    return bytes(
        out -> {
          try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("zeros.txt"));
            byte[] megabyte = new byte[1 << 20];
            java.util.Arrays.fill(megabyte, (byte) '0');
            for (int i = 0; i < megabytes; i++) {
              zip.write(megabyte);
            }
            zip.closeEntry();
          }
        });
  }
}
