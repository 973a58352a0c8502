/** Measures the signed exchange beside a plain read and a plain insert on the same server. */
@NullMarked
package comity.bench;

import org.jspecify.annotations.NullMarked;
