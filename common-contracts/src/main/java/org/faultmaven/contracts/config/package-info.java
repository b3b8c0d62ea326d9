/**
 * The typed configuration library: strings from anywhere are bound to immutable records and checked
 * once, every problem at a time.
 */
@NullMarked
package org.faultmaven.contracts.config;

import org.jspecify.annotations.NullMarked;
