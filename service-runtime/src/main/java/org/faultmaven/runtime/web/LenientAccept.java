package org.faultmaven.runtime.web;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * Takes an Accept header that can't be read for none: Spring would fail on it once more while it
 * answers, and log the header.
 */
final class LenientAccept implements ContentNegotiationStrategy {
  private final ContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();

  @Override
  public List<MediaType> resolveMediaTypes(NativeWebRequest request) {
    try {
      return header.resolveMediaTypes(request);
    } catch (HttpMediaTypeNotAcceptableException e) {
      return MEDIA_TYPE_ALL_LIST;
    }
  }
}
