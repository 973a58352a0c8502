@NullMarked
package comity.sandbox.http;

import org.jspecify.annotations.NullMarked;
