/** Signing in by an organisation's own OpenID provider. */
@NullMarked
package comity.console.openid;

import org.jspecify.annotations.NullMarked;
