package org.faultmaven.query.citation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.faultmaven.contracts.record.Citation;
import org.faultmaven.contracts.record.SanitizedText;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A citation as the API shows it.
 *
 * @param lines {@code 3-5}: 1-based line in the first record to line in the last one
 * @param page of a document that has pages, slides or sheets, from 1
 * @param section the headings above the lines, outermost first, with {@code >} between
 * @param url opens it; relative to the service
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CitationLink(
    String topic,
    int partition,
    long offset,
    long lastOffset,
    String source,
    String lines,
    String sha256,
    @Nullable Integer page,
    @Nullable String section,
    String url) {
  static final String PATH = "/api/v1/citations";

  public static CitationLink of(Citation citation) {
    String source = citation.source().text();
    SanitizedText section = citation.section();
    String lines = citation.firstLine() + "-" + citation.lastLine();
    String url =
        PATH
            + "/"
            + UriUtils.encode(citation.topic(), UTF_8)
            + "/"
            + citation.partition()
            + "/"
            + citation.offset()
            + "?lastOffset="
            + citation.lastOffset()
            + "&source="
            + UriUtils.encode(source, UTF_8)
            + "&lines="
            + lines
            + "&sha256="
            + citation.sha256();
    return new CitationLink(
        citation.topic(),
        citation.partition(),
        citation.offset(),
        citation.lastOffset(),
        source,
        lines,
        citation.sha256(),
        citation.page(),
        section == null ? null : section.text(),
        url);
  }
}
