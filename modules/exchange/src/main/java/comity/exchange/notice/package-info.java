@NullMarked
package comity.exchange.notice;

import org.jspecify.annotations.NullMarked;
