/** Fictional data for evaluation. */
@NullMarked
package comity.sandbox;

import org.jspecify.annotations.NullMarked;
