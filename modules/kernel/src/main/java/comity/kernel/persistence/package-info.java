@NullMarked
package comity.kernel.persistence;

import org.jspecify.annotations.NullMarked;
