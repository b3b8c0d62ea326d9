/**
 * What every HTTP listener answers alike: errors that no controller knows, and the API's own
 * description.
 */
@NullMarked
package org.faultmaven.runtime.web;

import org.jspecify.annotations.NullMarked;
