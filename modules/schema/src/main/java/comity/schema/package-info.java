@NullMarked
package comity.schema;

import org.jspecify.annotations.NullMarked;
