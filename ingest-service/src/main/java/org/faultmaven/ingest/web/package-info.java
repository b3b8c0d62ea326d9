/** How the API answers when it can't do what it was asked, and in which pages it lists. */
@NullMarked
package org.faultmaven.ingest.web;

import org.jspecify.annotations.NullMarked;
