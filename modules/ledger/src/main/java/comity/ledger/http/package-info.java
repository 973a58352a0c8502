@NullMarked
package comity.ledger.http;

import org.jspecify.annotations.NullMarked;
