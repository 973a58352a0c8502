/** Reads a node's log as a witness would: every entry, every hash, against what the node signed. */
@NullMarked
package comity.client.monitor;

import org.jspecify.annotations.NullMarked;
