/** Background verification of candidates. */
@NullMarked
package comity.verification;

import org.jspecify.annotations.NullMarked;
