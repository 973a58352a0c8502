package comity.sandbox;

import comity.agreements.Agreements;
import comity.agreements.decision.AgreementId;
import comity.exchange.Records;
import comity.exchange.status.StatusLists;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.Times;
import comity.kernel.persistence.Transactions;
import comity.parties.EntityRegistration;
import comity.parties.KeptKeys;
import comity.parties.KeyRegistration;
import comity.parties.KeyUse;
import comity.parties.Parties;
import comity.parties.people.People;
import comity.schema.Annotated;
import comity.schema.Schemas;
import comity.trust.Jws;
import comity.trust.SigningKey;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.RecordClaims;
import comity.trust.sdjwt.SdJwt;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills an empty node with fictional data through the front doors, signed by the entities' own
 * keys: the entities of the UN system by their codes, two agreements, and verifications of people
 * who do not exist.
 */
public final class Sandbox {

    private static final String TYPE = "background-verification";

    private final Transactions transactions;
    private final Parties parties;
    private final KeptKeys keptKeys;
    private final Agreements agreements;
    private final Records records;
    private final StatusLists statusLists;
    private final Schemas schemas;
    private final KeyFiles keyFiles;
    private final FictionalPeople people;
    private final SampleFiles sampleFiles;
    private final InstantSource clock;
    private final Ids ids;
    private final SecureRandom random;

    private Sandbox(
            Transactions transactions,
            Parties parties,
            KeptKeys keptKeys,
            Agreements agreements,
            Records records,
            StatusLists statusLists,
            Schemas schemas,
            KeyFiles keyFiles,
            FictionalPeople people,
            SampleFiles sampleFiles,
            InstantSource clock,
            Ids ids,
            SecureRandom random) {
        this.transactions = transactions;
        this.parties = parties;
        this.keptKeys = keptKeys;
        this.agreements = agreements;
        this.records = records;
        this.statusLists = statusLists;
        this.schemas = schemas;
        this.keyFiles = keyFiles;
        this.people = people;
        this.sampleFiles = sampleFiles;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    /**
     * A sandbox.
     *
     * @param data the node's data folder: the entities' keys are kept in {@code sandbox/keys} below
     *     it, people's names and password in {@code sandbox/people.json}, samples of what no module
     *     publishes yet in {@code sandbox/samples}
     */
    public static Sandbox in(
            Path data,
            Transactions transactions,
            Parties parties,
            KeptKeys keptKeys,
            People people,
            Agreements agreements,
            Records records,
            StatusLists statusLists,
            Schemas schemas,
            InstantSource clock,
            Ids ids,
            SecureRandom random) {
        return new Sandbox(
                transactions,
                parties,
                keptKeys,
                agreements,
                records,
                statusLists,
                schemas,
                new KeyFiles(data.resolve("sandbox").resolve("keys"), random),
                new FictionalPeople(data.resolve("sandbox").resolve("people.json"), people, random),
                new SampleFiles(data.resolve("sandbox").resolve("samples")),
                clock,
                ids,
                random);
    }

    /**
     * Loads everything in one transaction, unless the directory has entities already; then the
     * people, unless they are there.
     */
    public void load() {
        sampleFiles.write();
        var keys = new LinkedHashMap<String, Map<KeyUse, SigningKey>>();
        var entities = Resources.json("entities.json").get("entities");
        for (var entity : entities) {
            var code = entity.get("code").stringValue();
            keys.put(code, keyFiles.of(code, entity.get("identifier").stringValue()));
        }
        transactions.required(
                () -> {
                    if (!parties.list(Optional.empty()).items().isEmpty()) {
                        return false;
                    }
                    entities.forEach(entity -> register(entity, keys));
                    Resources.json("agreements.json")
                            .get("agreements")
                            .forEach(terms -> agree(terms, keys));
                    Resources.json("people.json")
                            .get("verifications")
                            .forEach(each -> publish(each, keys));
                    return true;
                });
        transactions.required(
                () -> {
                    people.load(List.copyOf(keys.keySet()));
                    return true;
                });
    }

    private void register(JsonNode entity, Map<String, Map<KeyUse, SigningKey>> keys) {
        var code = entity.get("code").stringValue();
        Set<String> areas = new LinkedHashSet<>();
        entity.get("areas").forEach(area -> areas.add(area.stringValue()));
        parties.register(
                new EntityRegistration(
                        code,
                        entity.get("name").stringValue(),
                        URI.create(entity.get("identifier").stringValue()),
                        areas));
        Objects.requireNonNull(keys.get(code))
                .forEach(
                        (use, key) ->
                                parties.registerKey(
                                        KeyRegistration.of(
                                                code, key.verificationKey().jwk(), use)));
        for (var use : entity.path("kept")) {
            keptKeys.make(
                    code,
                    KeyUse.of(use.stringValue()).orElseThrow(),
                    Optional.empty(),
                    Optional.empty(),
                    random);
        }
    }

    private void agree(JsonNode terms, Map<String, Map<KeyUse, SigningKey>> keys) {
        var parties = terms.get("parties");
        var draft = agreements.draft(parties.get(0).stringValue(), terms);
        var id = AgreementId.parse(draft.get("id").stringValue()).orElseThrow();
        for (var party : parties) {
            var act = Json.object();
            act.put("agreement", draft.get("id").stringValue());
            act.set("version", draft.get("version"));
            act.set("termsDigest", draft.get("termsDigest"));
            act.put("act", "sign");
            act.put("entity", party.stringValue());
            act.put("signatory", "A fictional signatory of " + party.stringValue());
            act.putArray("reservations");
            act.put("iat", clock.instant().getEpochSecond());
            act.put("jti", ids.next().toString());
            var key = key(keys, party.stringValue(), KeyUse.AGREEMENT);
            agreements.act(party.stringValue(), id, Jws.sign(key, "comity-act+jwt", act));
        }
    }

    private void publish(JsonNode verification, Map<String, Map<KeyUse, SigningKey>> keys) {
        var issuer = verification.get("issuer").stringValue();
        var place = statusLists.reserve(issuer, 1).get(0);
        var type = schemas.recordType(TYPE).orElseThrow();
        var claims =
                new RecordClaims(
                        parties.entity(issuer).orElseThrow().identifier().toString(),
                        ids.next(),
                        Times.now(clock).truncatedTo(ChronoUnit.SECONDS),
                        Optional.empty(),
                        Optional.empty(),
                        type.urn(),
                        place,
                        Optional.empty());
        var sdJwt =
                SdJwt.issue(
                        key(keys, issuer, KeyUse.RECORD),
                        claims,
                        (ObjectNode) verification.get("content"),
                        Pointers.of(type.annotated().stream().map(Annotated::pattern).toList()),
                        random);
        records.publish(issuer, Json.object().put("sdJwt", sdJwt.compact()));
    }

    private static SigningKey key(
            Map<String, Map<KeyUse, SigningKey>> keys, String code, KeyUse use) {
        return Objects.requireNonNull(keys.getOrDefault(code, Map.of()).get(use));
    }
}
