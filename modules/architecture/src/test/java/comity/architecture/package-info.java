/** Rules that the compiler does not hold, each also run against a planted violation. */
@NullMarked
package comity.architecture;

import org.jspecify.annotations.NullMarked;
