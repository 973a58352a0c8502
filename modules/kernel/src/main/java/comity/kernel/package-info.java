@NullMarked
package comity.kernel;

import org.jspecify.annotations.NullMarked;
