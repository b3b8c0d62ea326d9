/** Reading JSON requests strictly, and answering errors with problem documents. */
@NullMarked
package org.faultmaven.query.web;

import org.jspecify.annotations.NullMarked;
