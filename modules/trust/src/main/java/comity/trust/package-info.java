/**
 * Keys, JWS, canonical JSON and digests. What fails a check is a {@link
 * comity.trust.TrustException} with a stable reason; what a check proves is a type that only the
 * check can make.
 */
@NullMarked
package comity.trust;

import org.jspecify.annotations.NullMarked;
