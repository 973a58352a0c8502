/**
 * The decision: from a request and the terms in force to what may be disclosed. Pure functions over
 * facts, with no clock, no database and no look at a subject. Source: docs/agreements.md.
 */
@NullMarked
package comity.agreements.decision;

import org.jspecify.annotations.NullMarked;
