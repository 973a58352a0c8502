@NullMarked
package comity.agreements;

import org.jspecify.annotations.NullMarked;
