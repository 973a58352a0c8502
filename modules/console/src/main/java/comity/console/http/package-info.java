/** The pages, and what stands before them. */
@NullMarked
package comity.console.http;

import org.jspecify.annotations.NullMarked;
