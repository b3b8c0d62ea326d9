package org.faultmaven.adapters.websearch;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.regex.Pattern;
import org.faultmaven.adapters.call.BreakerLimits;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.adapters.call.HttpSystem;
import org.faultmaven.contracts.config.ToolsConfig;
import org.faultmaven.contracts.config.ToolsConfig.SearchKind;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ITool;

/** The way in. */
public final class WebSearch {
  private static final String REMEDY =
      "See that it runs, and tools.web-search-url; an address of a private network needs"
          + " tools.web-search-private=true";
  private static final long MAX_ANSWER = 4L << 20;

  /** Addresses that are written as such: no name is looked up for them. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*\\]|.*:.*");

  private WebSearch() {}

  /**
   * The tool {@code web_search}. Opens nothing before it is called.
   *
   * @throws BackendException not retryable, when no search service is configured, or one that must
   *     not be asked; says what to do
   */
  public static ITool tool(ToolsConfig config, MeterRegistry registry) {
    URI address = config.webSearchUrl();
    if (address == null) {
      throw new BackendException("set tools.web-search-url to a search service to have it", false);
    }
    boolean anywhere = config.webSearchPrivate();
    if (!anywhere && LITERAL.matcher(address.getHost()).matches() && !isPublic(address.getHost())) {
      throw new BackendException(
          "tools.web-search-url is of a private network; set tools.web-search-private=true if it is"
              + " meant so",
          false);
    }
    var http =
        new HttpSystem(
            "web search",
            address,
            headers(config),
            MAX_ANSWER,
            each -> anywhere || PublicAddresses.isPublic(each));
    var system = new ExternalSystem("websearch", REMEDY, BreakerLimits.DEFAULT, registry);
    return new WebSearchTool(new SearchApi(http, config.webSearchKind()), system);
  }

  private static boolean isPublic(String literal) {
    try {
      return PublicAddresses.isPublic(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      // No address at all.
      return false;
    }
  }

  private static Map<String, String> headers(ToolsConfig config) {
    if (!config.webSearchKey().isSet()) {
      return Map.of("Accept", "application/json");
    }
    String key = config.webSearchKey().reveal();
    return config.webSearchKind() == SearchKind.BRAVE
        ? Map.of("Accept", "application/json", "X-Subscription-Token", key)
        : Map.of("Accept", "application/json", "Authorization", "Bearer " + key);
  }
}
