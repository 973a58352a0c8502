/** The command {@code comity}. The only place that prints. */
@NullMarked
package comity.client.cli;

import org.jspecify.annotations.NullMarked;
