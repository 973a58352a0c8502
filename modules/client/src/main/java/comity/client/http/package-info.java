/** How requests are signed, responses verified and bodies bound; used by {@code Comity} alone. */
@NullMarked
package comity.client.http;

import org.jspecify.annotations.NullMarked;
