/**
 * Records whose parts are disclosed one by one under the issuer's signature. Source: RFC 9901
 * (SD-JWT), docs/protocol.md, section 3.
 */
@NullMarked
package comity.trust.sdjwt;

import org.jspecify.annotations.NullMarked;
