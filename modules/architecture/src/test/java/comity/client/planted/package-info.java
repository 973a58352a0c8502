@NullMarked
package comity.client.planted;

import org.jspecify.annotations.NullMarked;
