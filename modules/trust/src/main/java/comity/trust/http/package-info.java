/**
 * HTTP Message Signatures (RFC 9421) and content digests (RFC 9530), in the protocol's narrow
 * profile.
 */
@NullMarked
package comity.trust.http;

import org.jspecify.annotations.NullMarked;
