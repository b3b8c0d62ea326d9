/** The command line: one class a command, none of which starts Spring. */
@NullMarked
package org.faultmaven.standalone.cli;

import org.jspecify.annotations.NullMarked;
