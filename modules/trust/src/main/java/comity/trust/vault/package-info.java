/** The node's own keys and secrets, and the envelope that keeps what it stores secret. */
@NullMarked
package comity.trust.vault;

import org.jspecify.annotations.NullMarked;
