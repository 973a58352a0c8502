/**
 * What the exchange is compared with: deployed beside the node by the benchmark, and only by it.
 */
@NullMarked
package comity.bench.server;

import org.jspecify.annotations.NullMarked;
