/**
 * Language models of other people's servers, behind the port: one provider, or several in order.
 */
@NullMarked
package org.faultmaven.query.model;

import org.jspecify.annotations.NullMarked;
