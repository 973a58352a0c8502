/** Entities, their keys, and the calls that they sign. */
@NullMarked
package comity.parties;

import org.jspecify.annotations.NullMarked;
