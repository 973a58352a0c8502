/**
 * What the console shows and does, before any page: each desk takes the officer who asks, demands
 * the role, and speaks for the officer's own entity only.
 */
@NullMarked
package comity.console;

import org.jspecify.annotations.NullMarked;
