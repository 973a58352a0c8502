@NullMarked
package comity.exchange;

import org.jspecify.annotations.NullMarked;
