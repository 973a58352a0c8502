@NullMarked
package comity.trust.planted;

import org.jspecify.annotations.NullMarked;
