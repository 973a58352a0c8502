/**
 * The SDK: {@link comity.client.Comity} connects to a node, signs what it sends and believes only
 * what the node has signed.
 */
@NullMarked
package comity.client;

import org.jspecify.annotations.NullMarked;
