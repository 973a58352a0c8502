/**
 * People: their accounts, their roles at entities, and how they sign in. A person acts for one
 * entity at a time, and only as {@link comity.parties.people.Officer}.
 */
@NullMarked
package comity.parties.people;

import org.jspecify.annotations.NullMarked;
