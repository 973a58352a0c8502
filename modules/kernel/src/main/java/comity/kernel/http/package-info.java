/** What resources of every module share. */
@NullMarked
package comity.kernel.http;

import org.jspecify.annotations.NullMarked;
