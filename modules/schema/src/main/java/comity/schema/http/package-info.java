@NullMarked
package comity.schema.http;

import org.jspecify.annotations.NullMarked;
