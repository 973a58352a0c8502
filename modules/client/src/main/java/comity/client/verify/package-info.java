/**
 * What a receiver checks for itself, offline: nothing here talks to a node. Source:
 * docs/protocol.md, sections 3, 6 and 7.
 */
@NullMarked
package comity.client.verify;

import org.jspecify.annotations.NullMarked;
