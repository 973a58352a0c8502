@NullMarked
package comity.kernel.planted;

import org.jspecify.annotations.NullMarked;
