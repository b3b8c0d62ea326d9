/**
 * What runs in the extraction process: Apache Tika's parsers, and nothing of the service. The only
 * place that names Tika, POI, PDFBox or commons-compress.
 */
@NullMarked
package org.faultmaven.ingest.extraction.child;

import org.jspecify.annotations.NullMarked;
