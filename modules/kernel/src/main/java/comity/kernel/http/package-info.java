@NullMarked
package comity.kernel.http;

import org.jspecify.annotations.NullMarked;
