/** Whether records still stand. Source: IETF Token Status List; docs/protocol.md, section 7. */
@NullMarked
package comity.trust.statuslist;

import org.jspecify.annotations.NullMarked;
