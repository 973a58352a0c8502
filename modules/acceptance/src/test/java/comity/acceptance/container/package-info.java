/** What only a container can show: run inside one, by Arquillian. */
@NullMarked
package comity.acceptance.container;

import org.jspecify.annotations.NullMarked;
