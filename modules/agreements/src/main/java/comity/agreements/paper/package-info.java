/** What people read of an agreement on paper. */
@org.jspecify.annotations.NullMarked
package comity.agreements.paper;
