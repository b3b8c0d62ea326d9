package org.faultmaven.runtime.access;

/**
 * Whether every request has to have a caller: the installation's word, which parts of single
 * tenants need too.
 *
 * @param required by {@code access.required}
 */
public record AccessRule(boolean required) {}
