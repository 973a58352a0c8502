/** Templates: one document from which terms and prose are made by filling in parameters. */
@org.jspecify.annotations.NullMarked
package comity.agreements.template;
