/** Two versions of an agreement, side by side. */
@org.jspecify.annotations.NullMarked
package comity.agreements.comparison;
