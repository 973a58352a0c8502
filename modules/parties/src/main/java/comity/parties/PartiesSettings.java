package comity.parties;

import comity.kernel.Settings;
import comity.parties.RateLimits.Quota;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of this module.
 *
 * @param name {@code comity.node.name}: what the node is called; its authority when not set
 * @param origin {@code comity.public.address}: the address under which callers know the node,
 *     without a path
 * @param directory {@code comity.directory}: a file of entities and keys to register at the start
 * @param people {@code comity.people}: a file of people and their roles to load at the start
 * @param perAddress {@code comity.limits.address}: calls a minute, before signatures
 * @param perEntity {@code comity.limits.entity}: calls a minute, after signatures
 */
public record PartiesSettings(
        Optional<String> name,
        URI origin,
        Optional<Path> directory,
        Optional<Path> people,
        Quota perAddress,
        Quota perEntity) {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Enough for 5,000 calls a second: against floods, not against work. */
    private static final int GENEROUS = 300_000;

    private static final URI LOCAL = URI.create("http://localhost:9080");

    /** Reads them. */
    public static PartiesSettings read(Settings settings) {
        return settings.read(
                from ->
                        new PartiesSettings(
                                from.optionalText("comity.node.name"),
                                from.uri("comity.public.address", LOCAL),
                                from.optionalPath("comity.directory"),
                                from.optionalPath("comity.people"),
                                perMinute(
                                        from.integer(
                                                "comity.limits.address",
                                                GENEROUS,
                                                1,
                                                Integer.MAX_VALUE)),
                                perMinute(
                                        from.integer(
                                                "comity.limits.entity",
                                                GENEROUS,
                                                1,
                                                Integer.MAX_VALUE))));
    }

    /** Who the node is. */
    public NodeIdentity identity(String version) {
        return new NodeIdentity(name.orElseGet(origin::getAuthority), version, origin);
    }

    private static Quota perMinute(int calls) {
        return new Quota(calls, WINDOW);
    }
}
