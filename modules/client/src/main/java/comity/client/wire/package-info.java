/**
 * What goes over the wire, as records that JSON-B binds. Source: docs/protocol.md. A member that is
 * not there is null or empty: the node may be newer than this client, so unknown members are left
 * aside, and what a check stands on is read strictly before.
 */
@NullMarked
package comity.client.wire;

import org.jspecify.annotations.NullMarked;
