/** The assembly: which resources answer where, what surrounds them, and the pages of the node. */
@NullMarked
package comity.app;

import org.jspecify.annotations.NullMarked;
