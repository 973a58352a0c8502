/** What a user, a caller and an operator can hold the packaged server to. */
@NullMarked
package comity.acceptance;

import org.jspecify.annotations.NullMarked;
