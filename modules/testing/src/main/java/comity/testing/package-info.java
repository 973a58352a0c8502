/** What integration tests stand on: a database of either kind, made fresh, and transactions. */
@NullMarked
package comity.testing;

import org.jspecify.annotations.NullMarked;
