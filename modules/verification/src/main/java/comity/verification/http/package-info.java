@NullMarked
package comity.verification.http;

import org.jspecify.annotations.NullMarked;
