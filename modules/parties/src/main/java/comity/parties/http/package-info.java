/** The gate that every request passes, the signature on every response, and the directory. */
@NullMarked
package comity.parties.http;

import org.jspecify.annotations.NullMarked;
