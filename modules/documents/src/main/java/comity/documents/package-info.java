/** Printed documents, as accessible PDF/A. */
@org.jspecify.annotations.NullMarked
package comity.documents;
