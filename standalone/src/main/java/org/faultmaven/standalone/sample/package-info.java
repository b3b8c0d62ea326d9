/** The recorded incident that ships with the product. */
@NullMarked
package org.faultmaven.standalone.sample;

import org.jspecify.annotations.NullMarked;
