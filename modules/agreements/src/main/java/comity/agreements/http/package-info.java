/** Agreements over HTTP. */
@NullMarked
package comity.agreements.http;

import org.jspecify.annotations.NullMarked;
