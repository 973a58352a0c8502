@NullMarked
package comity.launch;

import org.jspecify.annotations.NullMarked;
