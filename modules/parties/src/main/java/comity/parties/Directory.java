package comity.parties;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.kernel.KernelProblem;
import comity.kernel.persistence.Transactions;
import comity.trust.VerificationKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Registers the entities and keys of an administrator's file: what is new is registered, what is
 * there stays as it is, and where the two differ it says so.
 *
 * <pre>{@code
 * {"entities": [{"code": "WFP", "name": "World Food Programme", "identifier": "https://www.wfp.org/",
 *   "areas": ["human-resources"],
 *   "keys": [{"jwk": {…}, "uses": ["http", "record", "agreement"], "custody": "entity",
 *             "nbf": "2026-01-01T00:00:00Z", "exp": "2028-01-01T00:00:00Z"}]},
 *  {"code": "UPU", "name": "Universal Postal Union", "identifier": "https://www.upu.int/",
 *   "areas": [], "keys": [{"uses": ["record"], "custody": "node"},
 *             {"uses": ["agreement"], "custody": "node"}]}]}
 * }</pre>
 *
 * <p>A key of custody {@code node} has one use, {@code record} or {@code agreement}, and no {@code
 * jwk}: the node makes it, unless it keeps one for the entity and use already that is valid, or
 * that has this term and is not revoked.
 */
public final class Directory {

    private static final JsonLimits LIMITS = new JsonLimits(16 << 20, 16, 500_000, 4096);
    private static final int ENTITIES = 10_000;
    private static final int AREAS = 50;

    /** What was done, in sentences for the administrator. */
    public record Report(int entities, int keys, List<String> differences) {

        public Report {
            differences = List.copyOf(differences);
        }
    }

    private final Parties parties;
    private final KeptKeys keptKeys;
    private final Transactions transactions;
    private final InstantSource clock;
    private final SecureRandom random;

    public Directory(
            Parties parties,
            KeptKeys keptKeys,
            Transactions transactions,
            InstantSource clock,
            SecureRandom random) {
        this.parties = parties;
        this.keptKeys = keptKeys;
        this.transactions = transactions;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Loads a file, whole or not at all.
     *
     * @throws comity.kernel.Problem if it is not as it must be
     * @throws UncheckedIOException if it cannot be read
     */
    public Report load(Path file) {
        try {
            return load(Json.read(Files.readAllBytes(file), LIMITS));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "comity.directory names a file that cannot be read: " + file, unreadable);
        }
    }

    /** Loads the content of such a file. */
    public Report load(JsonNode content) {
        return transactions.required(() -> new Loading().all(content));
    }

    private final class Loading {

        private final List<String> differences = new ArrayList<>();
        private int entities;
        private int keys;

        private Report all(JsonNode content) {
            var problem = KernelProblem.INVALID_REQUEST;
            var entries =
                    Members.of(content, Set.of("entities"), problem, "")
                            .items("entities", ENTITIES);
            for (int i = 0; i < entries.size(); i++) {
                entity(
                        Members.of(
                                entries.get(i),
                                Set.of("code", "name", "identifier", "areas", "keys"),
                                problem,
                                "/entities/" + i),
                        "/entities/" + i);
            }
            return new Report(entities, keys, differences);
        }

        private void entity(Members entry, String at) {
            var registration =
                    new EntityRegistration(
                            entry.text("code"),
                            entry.text("name"),
                            checked(
                                    entry,
                                    "identifier",
                                    () -> URI.create(entry.text("identifier"))),
                            new HashSet<>(entry.texts("areas", AREAS)));
            var known = parties.entity(registration.code());
            if (known.isEmpty()) {
                parties.register(registration);
                entities++;
            } else if (!known.get().name().equals(registration.name())
                    || !known.get().identifier().equals(registration.identifier())
                    || !known.get().areas().equals(registration.areas())) {
                differences.add(
                        "The entity %s is registered with another name, identifier or areas."
                                .formatted(registration.code()));
            }
            var listed = entry.items("keys", Parties.KEYS_OF_ENTITY);
            for (int i = 0; i < listed.size(); i++) {
                key(
                        registration.code(),
                        Members.of(
                                listed.get(i),
                                Set.of("jwk", "uses", "custody", "nbf", "exp"),
                                KernelProblem.INVALID_REQUEST,
                                at + "/keys/" + i));
            }
        }

        private void key(String entity, Members entry) {
            var custody =
                    Custody.of(entry.optionalText("custody").orElse(Custody.ENTITY.code()))
                            .orElseThrow(
                                    () -> entry.wrong("custody", "must be 'entity' or 'node'"));
            var uses = new HashSet<KeyUse>();
            for (var code : entry.texts("uses", KeyUse.values().length)) {
                uses.add(
                        KeyUse.of(code)
                                .orElseThrow(() -> entry.wrong("uses", "holds no such use")));
            }
            if (custody == Custody.NODE) {
                keep(entity, entry, uses);
                return;
            }
            var jwk = entry.object("jwk");
            var registration =
                    new KeyRegistration(
                            entity, jwk, uses, custody, entry.time("nbf"), entry.time("exp"));
            var thumbprint = checked(entry, "jwk", () -> VerificationKey.ofJwk(jwk).thumbprint());
            var known = parties.key(thumbprint);
            if (known.isEmpty()) {
                parties.registerKey(registration);
                keys++;
            } else {
                compare(registration, known.get());
            }
        }

        private void keep(String entity, Members entry, Set<KeyUse> uses) {
            if (uses.size() != 1 || uses.contains(KeyUse.HTTP)) {
                throw entry.wrong(
                        "uses", "is either 'record' or 'agreement' for a key that the node keeps");
            }
            var use = uses.iterator().next();
            if (entry.has("jwk")) {
                throw entry.wrong("jwk", "is not sent for a key that the node keeps: it makes it");
            }
            var notBefore = entry.time("nbf");
            var expiresAt = entry.time("exp");
            // Another node that starts now waits here, and then finds the key that this one made.
            parties.lock(entity);
            var now = clock.instant();
            var kept =
                    parties.keysOf(entity).stream()
                            .filter(key -> key.custody() == Custody.NODE)
                            .filter(key -> key.uses().equals(uses))
                            .toList();
            if (kept.stream().anyMatch(key -> key.maySign(use, now))) {
                return;
            }
            var ofTheTerm =
                    kept.stream().filter(key -> key.hasTerm(notBefore, expiresAt, now)).toList();
            if (expiresAt.filter(end -> !end.isAfter(now)).isPresent()) {
                if (ofTheTerm.isEmpty()) {
                    throw entry.wrong("exp", "is past: no key is made that can sign nothing");
                }
                differences.add(
                        "The node keeps no valid %s key for %s: the term in the file is over."
                                .formatted(use.code(), entity));
            } else if (parties.keysOf(entity).size() >= Parties.KEYS_OF_ENTITY) {
                // One entity's officers must not keep the node from starting for all.
                differences.add(
                        "The node keeps no valid %s key for %s: it has as many keys as it may."
                                .formatted(use.code(), entity));
            } else if (ofTheTerm.stream().allMatch(key -> key.revokedAt().isPresent())) {
                keptKeys.make(entity, use, notBefore, expiresAt, random);
                keys++;
            }
        }

        private void compare(KeyRegistration registration, RegisteredKey known) {
            if (!known.entity().equals(registration.entity())) {
                differences.add(
                        "The key %s is registered for %s, and a thumbprint belongs to one entity for ever."
                                .formatted(known.thumbprint(), known.entity()));
            } else if (!known.uses().equals(registration.uses())
                    || known.custody() != registration.custody()
                    || registration
                            .notBefore()
                            .filter(notBefore -> !notBefore.equals(known.notBefore()))
                            .isPresent()
                    || !known.expiresAt().equals(registration.expiresAt())) {
                differences.add(
                        "The key %s is registered with other uses, custody or validity."
                                .formatted(known.thumbprint()));
            }
        }

        private static <T> T checked(Members entry, String member, Supplier<T> parsing) {
            try {
                return parsing.get();
            } catch (IllegalArgumentException | comity.trust.TrustException malformed) {
                throw entry.wrong(member, "is malformed");
            }
        }
    }
}
