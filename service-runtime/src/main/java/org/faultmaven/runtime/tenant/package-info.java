/** Further tenants of an installation: the same parts once more, over topics of their own. */
@NullMarked
package org.faultmaven.runtime.tenant;

import org.jspecify.annotations.NullMarked;
