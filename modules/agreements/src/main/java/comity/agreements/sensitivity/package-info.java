/** The sensitivity classes as data: versions, raises, and how they are changed. */
@NullMarked
package comity.agreements.sensitivity;

import org.jspecify.annotations.NullMarked;
