package comity.client;

import comity.client.monitor.LogMonitor;
import comity.client.monitor.LogSource;
import comity.client.verify.AnswerCheck;
import comity.client.verify.Evidence;
import comity.client.verify.LogEntry;
import comity.client.wire.Exchange;
import comity.client.wire.ReceivedRecord;
import comity.trust.TrustException;
import comity.trust.merkle.EntryBundle;
import comity.trust.merkle.Tile;
import comity.trust.note.Checkpoint;
import comity.trust.note.LogProof;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Fetches, while the node is there, what a receiver will need when it is not. */
final class EvidenceGatherer {

    /** A promise is mostly kept within two seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long PAUSE_MILLIS = 250;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");

    private final Comity comity;
    private final LogSource log;
    private final InstantSource clock;

    EvidenceGatherer(Comity comity, InstantSource clock) {
        this.comity = comity;
        this.log = LogSource.of(comity);
        this.clock = clock;
    }

    Evidence gather(Exchange exchange) {
        Map<String, Evidence.Issuer> issuers = new LinkedHashMap<>();
        Map<String, String> proofs = new LinkedHashMap<>();
        Map<String, String> statusLists = new LinkedHashMap<>();
        Set<String> signers = new HashSet<>();
        for (var answer : exchange.answers()) {
            know(answer.issuer(), issuers);
            prove(Optional.ofNullable(answer.entry()), Optional.ofNullable(answer.proof()), proofs);
            for (var record : answer.records()) {
                about(record, answer.issuer(), issuers, signers, proofs, statusLists);
            }
        }
        return new Evidence(issuers, keyEntries(issuers, signers), proofs, statusLists);
    }

    private void know(String code, Map<String, Evidence.Issuer> entities) {
        entities.computeIfAbsent(
                code,
                unknown ->
                        new Evidence.Issuer(
                                comity.entity(unknown).identifier(), comity.keysOf(unknown)));
    }

    private void about(
            ReceivedRecord record,
            String issuer,
            Map<String, Evidence.Issuer> entities,
            Set<String> signers,
            Map<String, String> proofs,
            Map<String, String> statusLists) {
        var publication = record.publication();
        if (publication == null || record.sdJwt() == null) {
            return;
        }
        prove(Optional.of(publication.entry()), Optional.ofNullable(publication.proof()), proofs);
        AnswerCheck.centreOf(record).ifPresent(centre -> know(code(centre), entities));
        var known = new Evidence(entities, List.of(), Map.of(), Map.of());
        AnswerCheck.grantKeyOf(record, issuer, known).ifPresent(signers::add);
        var verified = AnswerCheck.verified(record, issuer, known);
        signers.add(verified.key().thumbprint());
        var list = verified.claims().status().uri();
        statusLists.computeIfAbsent(list, uri -> comity.statusList(URI.create(uri)));
    }

    /** What another names is looked up only if it is a code at all. */
    static String code(String named) {
        if (!CODE.matcher(named).matches()) {
            throw new TrustException("entity-malformed", "What should name an entity does not.");
        }
        return named;
    }

    private void prove(
            Optional<JsonNode> entry, Optional<String> delivered, Map<String, String> proofs) {
        if (entry.isPresent() && delivered.isEmpty()) {
            var leaf = LogEntry.of(entry.get()).leaf();
            proofs.put(leaf, awaitProof(leaf));
        }
    }

    /** The proof for a leaf that was promised, once it is there. */
    String awaitProof(String leaf) {
        var until = clock.instant().plus(PATIENCE);
        for (; ; ) {
            var proof = log.proof(leaf);
            if (proof.isPresent()) {
                return proof.get();
            }
            if (clock.instant().isAfter(until)) {
                throw new TrustException(
                        "proof-missing",
                        "The log has not included an entry within %d seconds."
                                .formatted(PATIENCE.toSeconds()));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the log", stop);
        }
    }

    /** The log's entries about the keys that signed, each with its proof. */
    private List<Evidence.KeyEntry> keyEntries(
            Map<String, Evidence.Issuer> issuers, Set<String> signers) {
        var entries = new ArrayList<Evidence.KeyEntry>();
        var unnamed = new HashSet<String>();
        for (var signer : signers) {
            var named = entryOf(issuers, signer);
            named.ifPresentOrElse(leaf -> entries.add(entry(leaf)), () -> unnamed.add(signer));
        }
        if (!unnamed.isEmpty()) {
            scan(unnamed).forEach(entry -> entries.add(proved(entry)));
        }
        return entries;
    }

    /** The leaf of a key's newest entry, where the directory names it. */
    private static Optional<String> entryOf(Map<String, Evidence.Issuer> issuers, String signer) {
        for (var issuer : issuers.values()) {
            for (var jwk : issuer.jwks().path("keys")) {
                if (jwk.path("kid").asString("").equals(signer) && jwk.path("entry").isString()) {
                    return Optional.of(jwk.path("entry").stringValue());
                }
            }
        }
        return Optional.empty();
    }

    private Evidence.KeyEntry entry(String leaf) {
        var text = awaitProof(leaf);
        var proof = LogProof.parse(text);
        long size = Checkpoint.parse(proof.checkpoint().unverifiedText()).size();
        var bundle =
                EntryBundle.holding(proof.index(), size)
                        .orElseThrow(
                                () ->
                                        new TrustException(
                                                "proof-invalid", "A proof is beyond its tree."));
        var leaves =
                EntryBundle.decode(
                        log.read(bundle.path(), Map.of())
                                .orElseGet(
                                        () ->
                                                log.require(
                                                        new EntryBundle(bundle.index(), Tile.FULL)
                                                                .path())));
        var entry = LogEntry.of(leaves.get((int) (proof.index() % Tile.FULL)));
        return new Evidence.KeyEntry(entry.json(), text);
    }

    /** Without a name for it, an entry is found by reading the log. */
    private List<LogEntry> scan(Set<String> signers) {
        var found = new ArrayList<LogEntry>();
        new LogMonitor(log, comity.trust().log(), clock)
                .observe(
                        Optional.empty(),
                        List.of(),
                        entry -> {
                            if (entry.member("thumbprint")
                                    .map(each -> signers.contains(each.asString("")))
                                    .orElse(false)) {
                                found.add(entry);
                            }
                        });
        return found;
    }

    private Evidence.KeyEntry proved(LogEntry entry) {
        return new Evidence.KeyEntry(entry.json(), awaitProof(entry.leaf()));
    }
}
