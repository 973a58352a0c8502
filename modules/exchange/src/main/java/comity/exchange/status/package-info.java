/** The status lists of issuers: places, and the tokens that the node signs. */
@NullMarked
package comity.exchange.status;

import org.jspecify.annotations.NullMarked;
