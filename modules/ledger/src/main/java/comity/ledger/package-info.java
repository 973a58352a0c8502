/**
 * The log. Front doors: {@link comity.ledger.Ledger} to append and to prove, {@link
 * comity.ledger.Receipts} to promise.
 */
@NullMarked
package comity.ledger;

import org.jspecify.annotations.NullMarked;
