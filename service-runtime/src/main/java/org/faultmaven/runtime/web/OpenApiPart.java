package org.faultmaven.runtime.web;

/**
 * A service's part in the description of the API.
 *
 * @param resource an OpenAPI 3.1 document in YAML on the class path
 */
public record OpenApiPart(String resource) {}
