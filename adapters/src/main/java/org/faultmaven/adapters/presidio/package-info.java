/**
 * Microsoft Presidio over HTTP. The analyzer proposes spans beside the engine in process, and is
 * asked about each text once; the anonymizer carries out the operators that a deployment names.
 */
@NullMarked
package org.faultmaven.adapters.presidio;

import org.jspecify.annotations.NullMarked;
