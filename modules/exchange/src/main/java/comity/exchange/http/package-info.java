@NullMarked
package comity.exchange.http;

import org.jspecify.annotations.NullMarked;
