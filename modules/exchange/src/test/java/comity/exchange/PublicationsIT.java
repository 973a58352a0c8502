package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.trust.Base64Url;
import comity.trust.Jws;
import comity.trust.TrustException;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.SdJwt;
import comity.trust.statuslist.StatusListToken;
import comity.trust.statuslist.StatusPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

@Timeout(120)
class PublicationsIT {

    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void publishesWithAReceiptAndShowsTheRecordToItsIssuer() {
        var id = world.newId();
        var sdJwt = world.sign("UNICEF", id, Samples.verification("A1"));

        var answer = world.publish(world.node, "UNICEF", sdJwt);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("Location", "/api/v1/records/" + id);
        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder("id", "receipt", "entry", "opening");
        assertThat(answer.body().at("/opening/record/value").stringValue())
                .isEqualTo(id.toString());
        var record = world.run(() -> world.node.records().record("UNICEF", id));
        assertThat(record.required("sdJwt").stringValue()).isEqualTo(sdJwt);
        assertThat(record.required("status").stringValue()).isEqualTo("valid");
        assertThat(record.required("publication").required("entry"))
                .isEqualTo(answer.body().required("entry"));
    }

    @Test
    void showsARecordToNobodyButItsIssuer() {
        var id = world.publish("UNICEF", Samples.verification("A1"));

        assertThat(problem(() -> world.run(() -> world.node.records().record("WFP", id))).type())
                .isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(list("WFP")).isEmpty();
        assertThat(list("UNICEF")).containsExactly(id);
    }

    @Test
    void keepsNothingOfAPersonReadable() {
        world.publish("UNICEF", Samples.verification("applicant-4711"));

        var stored =
                (byte[])
                        world.database
                                .entityManager()
                                .createNativeQuery("select sealed from exchange_record")
                                .getSingleResult();
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("Wanjiru", "1988-04-12", "academic", "applicant-4711");
        assertThat(
                        world.count(
                                "exchange_subject",
                                "digest like '%1988-04-12%' or digest like '%applicant-4711%'"))
                .isZero();
    }

    @Test
    void refusesAJtiThatItsIssuerPublishedBefore() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        var again = world.sign("UNICEF", id, Samples.verification("A2"));

        assertThat(refusal("UNICEF", again).type()).isEqualTo(ExchangeProblem.RECORD_KNOWN);
    }

    /** "Neither asking nor refusing tells": not which ids another has given either. */
    @Test
    void anIdIsItsIssuersToGive() {
        var id = world.publish("UNICEF", Samples.verification("A1"));

        var ofIlo = world.sign("ILO", id, Samples.verification("A1"));
        var answer = world.publish(world.node, "ILO", ofIlo);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(
                        world.run(() -> world.node.records().record("ILO", id))
                                .required("sdJwt")
                                .stringValue())
                .isEqualTo(ofIlo);
        var answers = world.ask("WFP", Samples.request("A1")).required("answers");
        assertThat(answers.required(0).required("records").required(0).required("sdJwt"))
                .isNotEqualTo(
                        answers.required(1).required("records").required(0).required("sdJwt"));
        world.changeStatus("UNICEF", id, Samples.withdrawal());
        assertThat(world.feed("WFP")).hasSize(1);
        assertThat(
                        world.run(() -> world.node.records().record("ILO", id))
                                .required("status")
                                .stringValue())
                .isEqualTo("valid");
    }

    /** Whoever can write to the database cannot give one issuer's record to another. */
    @Test
    void aRecordOpensOnlyAsItsIssuers() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.publish(world.node, "ILO", world.sign("ILO", id, Samples.verification("A1")));

        world.run(
                () ->
                        world.database
                                .entityManager()
                                .createNativeQuery(
                                        "update exchange_record set sealed = (select o.sealed from"
                                                + " exchange_record o where o.issuer = 'UNICEF')"
                                                + " where issuer = 'ILO'")
                                .executeUpdate());

        var refused =
                catchThrowableOfType(
                        TrustException.class,
                        () -> world.run(() -> world.node.records().record("ILO", id)));
        assertThat(refused.reason()).isEqualTo("envelope-invalid");
    }

    @Test
    void listsInTheOrderOfPublicationWhateverIdsAnIssuerGave() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < Page.LIMIT + 1; i++) {
            ids.add(world.publish("UNICEF", Samples.misconductOnly("A" + i)));
        }
        var first = page(Optional.empty());
        world.pass(Duration.ofSeconds(1));
        var lowest = UUID.fromString("00000000-0000-7000-8000-000000000000");
        world.publish(
                world.node, "UNICEF", world.sign("UNICEF", lowest, Samples.misconductOnly("B")));

        var second = page(first.next());

        assertThat(first.items()).hasSize(Page.LIMIT);
        assertThat(second.next()).isEmpty();
        assertThat(second.items())
                .hasSize(2)
                .last()
                .extracting(each -> each.required("id").stringValue())
                .isEqualTo(lowest.toString());
        assertThat(Stream.concat(first.items().stream(), second.items().stream()))
                .extracting(each -> UUID.fromString(each.required("id").stringValue()))
                .containsAll(ids);
        for (var cursor : List.of("x", ids.get(0).toString(), "1_2")) {
            assertThat(problem(() -> page(Optional.of(cursor))).type())
                    .isEqualTo(KernelProblem.INVALID_REQUEST);
        }
    }

    @Test
    void refusesATypeWithoutAName() {
        var refused =
                problem(
                        () ->
                                world.run(
                                        () ->
                                                world.node
                                                        .records()
                                                        .list(
                                                                "UNICEF",
                                                                Optional.of(""),
                                                                Optional.empty())));

        assertThat(refused.type()).isEqualTo(KernelProblem.INVALID_REQUEST);
        assertThat(refused.detail()).contains("'type'");
    }

    private Page<ObjectNode> page(Optional<String> after) {
        return world.run(() -> world.node.records().list("UNICEF", Optional.empty(), after));
    }

    @Test
    void refusesAPlaceThatARecordUsesOrAnotherReserved() {
        var first = world.sign("UNICEF", world.newId(), Samples.verification("A1"));
        world.publish(world.node, "UNICEF", first);
        var atTheSamePlace =
                resigned(first, payload -> payload.put("jti", world.newId().toString()));
        var ofIlo = payload(world.sign("ILO", world.newId(), Samples.verification("A2")));
        var atIlosPlace =
                resigned(
                        world.sign("UNICEF", world.newId(), Samples.verification("A3")),
                        payload -> payload.set("status", ofIlo.required("status")));

        assertThat(refusal("UNICEF", atTheSamePlace).type())
                .isEqualTo(ExchangeProblem.STATUS_PLACE_UNFIT);
        assertThat(refusal("UNICEF", atIlosPlace).type())
                .isEqualTo(ExchangeProblem.STATUS_PLACE_UNFIT);
    }

    @Test
    void refusesContentInTheClear() {
        var withAMember =
                resigned(
                        world.sign("UNICEF", world.newId(), Samples.verification("A1")),
                        payload -> payload.put("remark", "in the clear"));
        var withoutAcademicAsADisclosure =
                world.sign(
                        "UNICEF",
                        world.newId(),
                        Samples.verification("A1"),
                        without("/elements/academic"));

        assertThat(refusal("UNICEF", withAMember).violations())
                .extracting(Problem.Violation::pointer)
                .contains("/remark");
        assertThat(refusal("UNICEF", withoutAcademicAsADisclosure).violations())
                .extracting(Problem.Violation::pointer)
                .contains("/elements/academic");
    }

    @Test
    void refusesADisclosureTooFew() {
        var whole = world.sign("UNICEF", world.newId(), Samples.verification("A1"));
        var lacksACheck = disclosures(whole, all -> all.subList(0, all.size() - 1));
        var lacksTheSubject =
                disclosures(
                        world.sign("UNICEF", world.newId(), Samples.verification("A2")),
                        all ->
                                all.stream()
                                        .filter(each -> !decoded(each).contains("\"subject\""))
                                        .toList());

        assertThat(refusal("UNICEF", lacksACheck).violations())
                .extracting(Problem.Violation::pointer)
                .isNotEmpty();
        assertThat(refusal("UNICEF", lacksTheSubject).violations())
                .extracting(Problem.Violation::pointer)
                .contains("/subject");
    }

    @Test
    void refusesADisclosureTooMany() {
        var finer =
                Pointers.of(
                        Stream.concat(
                                        World.annotated().all().stream(),
                                        Stream.of("/subject/familyName"))
                                .toList());
        var finerThanItsType =
                world.sign("UNICEF", world.newId(), Samples.verification("A1"), finer);
        var unreferenced =
                disclosures(
                        world.sign("UNICEF", world.newId(), Samples.verification("A2")),
                        all -> {
                            var more = new ArrayList<>(all);
                            more.add(encoded("[\"c2FsdHNhbHRzYWx0c2FsdA\",\"more\",1]"));
                            return more;
                        });

        assertThat(refusal("UNICEF", finerThanItsType).violations())
                .extracting(Problem.Violation::pointer)
                .contains("/subject/familyName");
        assertThat(refusal("UNICEF", unreferenced).violations())
                .containsExactly(new Problem.Violation("/sdJwt", "disclosure-unreferenced"));
    }

    @Test
    void refusesADisclosureThatStandsTwice() {
        var repeated =
                disclosures(
                        world.sign("UNICEF", world.newId(), Samples.verification("A1")),
                        all -> {
                            var more = new ArrayList<>(all);
                            more.add(all.get(0));
                            return more;
                        });

        assertThat(refusal("UNICEF", repeated).violations())
                .containsExactly(new Problem.Violation("/sdJwt", "disclosure-repeated"));
    }

    @Test
    void refusesADisclosureAfterWhatLiesBelowIt() {
        var reversed =
                disclosures(
                        world.sign("UNICEF", world.newId(), Samples.verification("A1")),
                        all -> {
                            var other = new ArrayList<>(all);
                            Collections.reverse(other);
                            return other;
                        });

        var refused = refusal("UNICEF", reversed);

        assertThat(refused.type()).isEqualTo(ExchangeProblem.RECORD_INVALID);
        assertThat(refused.violations())
                .containsExactly(new Problem.Violation("/sdJwt", "disclosure-order"));
    }

    @Test
    void refusesAPlaceholderForANumberAtItsPlace() {
        var nobodys = world.sign("UNICEF", world.newId(), Samples.verification("?"));

        var refused = refusal("UNICEF", nobodys);

        assertThat(refused.type()).isEqualTo(ExchangeProblem.RECORD_INVALID);
        assertThat(refused.violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/subject/documents/0/number");
    }

    @Test
    void refusesARecordOfAnotherEntity() {
        var ofIlo = world.sign("ILO", world.newId(), Samples.verification("A1"));
        var inItsName =
                resigned(
                        world.sign("UNICEF", world.newId(), Samples.verification("A1")),
                        payload -> payload.put("iss", "https://ilo.example/"));

        assertThat(refusal("UNICEF", ofIlo).type()).isEqualTo(ExchangeProblem.RECORD_KEY_UNFIT);
        assertThat(refusal("UNICEF", inItsName).type()).isEqualTo(ExchangeProblem.RECORD_INVALID);
    }

    @Test
    void putsAChangeOfStatusIntoTheStatusList() {
        var sdJwt = world.sign("UNICEF", world.newId(), Samples.verification("A1"));
        world.publish(world.node, "UNICEF", sdJwt);
        var claim = payload(sdJwt).required("status").required("status_list");
        var id = UUID.fromString(payload(sdJwt).required("jti").stringValue());

        assertThat(listed(claim.required("uri").stringValue(), claim.required("idx").intValue()))
                .isEqualTo(comity.trust.statuslist.RecordStatus.VALID);
        world.changeStatus("UNICEF", id, Samples.status("suspended", "under-review"));
        assertThat(listed(claim.required("uri").stringValue(), claim.required("idx").intValue()))
                .isEqualTo(comity.trust.statuslist.RecordStatus.SUSPENDED);
        world.changeStatus("UNICEF", id, Samples.withdrawal());
        assertThat(listed(claim.required("uri").stringValue(), claim.required("idx").intValue()))
                .isEqualTo(comity.trust.statuslist.RecordStatus.WITHDRAWN);
    }

    private comity.trust.statuslist.RecordStatus listed(String uri, int idx) {
        var list = UUID.fromString(uri.substring(uri.lastIndexOf('/') + 1));
        var token = world.run(() -> world.node.statusLists().token(list)).orElseThrow();
        return StatusListToken.verify(
                        token, uri, kid -> Optional.of(world.statusListKey()), Samples.NOW)
                .at(new StatusPlace(uri, idx));
    }

    @Test
    void leavesAFinalStatusAsItIs() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        world.changeStatus("UNICEF", id, Samples.withdrawal());

        assertThat(
                        problem(
                                        () ->
                                                world.changeStatus(
                                                        "UNICEF",
                                                        id,
                                                        Samples.status("valid", "review-closed")))
                                .type())
                .isEqualTo(ExchangeProblem.STATUS_FINAL);
        assertThat(world.count("exchange_status_change")).isEqualTo(1);
    }

    @Test
    void changesTheStatusOfNoOthersRecord() {
        var id = world.publish("UNICEF", Samples.verification("A1"));

        assertThat(problem(() -> world.changeStatus("ILO", id, Samples.withdrawal())).type())
                .isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(
                        problem(
                                        () ->
                                                world.changeStatus(
                                                        "UNICEF",
                                                        id,
                                                        Samples.withdrawal()
                                                                .set(
                                                                        "changed",
                                                                        Json.array().add("none"))))
                                .violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/changed/0");
    }

    @Test
    void isSupersededByAnotherValidRecordOnly() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        var withdrawn = world.publish("UNICEF", Samples.verification("A1"));
        world.changeStatus("UNICEF", withdrawn, Samples.withdrawal());
        var ofIlo = world.publish("ILO", Samples.verification("A1"));
        var next = world.publish("UNICEF", Samples.verification("A1"));

        for (var unfit : List.of(id, withdrawn, ofIlo, world.newId())) {
            assertThat(
                            problem(() -> world.changeStatus("UNICEF", id, supersededBy(unfit)))
                                    .violations())
                    .extracting(Problem.Violation::pointer)
                    .containsExactly("/supersededBy");
        }
        assertThat(world.changeStatus("UNICEF", id, supersededBy(next)).status()).isEqualTo(200);
    }

    private static ObjectNode supersededBy(UUID next) {
        return Samples.status("superseded", "outdated").put("supersededBy", next.toString());
    }

    @Test
    void reservesNoMorePlacesThanCanBeUsedSoon() {
        for (int i = 0; i < 10; i++) {
            world.run(() -> world.node.statusLists().reserve("UNICEF", 1000));
        }

        assertThat(
                        problem(
                                        () ->
                                                world.run(
                                                        () ->
                                                                world.node
                                                                        .statusLists()
                                                                        .reserve("UNICEF", 1)))
                                .type())
                .isEqualTo(ExchangeProblem.STATUS_PLACES_UNUSED);
        assertThat(world.run(() -> world.node.statusLists().reserve("ILO", 1))).hasSize(1);
        world.run(
                () ->
                        world.database
                                .entityManager()
                                .createNativeQuery(
                                        "update exchange_status_place set record_id = list where"
                                                + " idx = (select min(idx) from exchange_status_place"
                                                + " where issuer = 'UNICEF') and issuer = 'UNICEF'")
                                .executeUpdate());
        assertThat(world.run(() -> world.node.statusLists().reserve("UNICEF", 1))).hasSize(1);
    }

    /** The problem that a publication meets; nothing of it is stored. */
    private Problem refusal(String issuer, String sdJwt) {
        var before = stored();
        var refused = problem(() -> world.publish(world.node, issuer, sdJwt));
        assertThat(stored()).isEqualTo(before);
        return refused;
    }

    private List<Long> stored() {
        return List.of(
                world.count("exchange_record"),
                world.count("exchange_subject"),
                world.count(
                        "exchange_status_place",
                        "record_id <> '00000000-0000-0000-0000-000000000000'"),
                world.count("ledger_pending"));
    }

    private List<UUID> list(String issuer) {
        return world.run(
                () ->
                        world
                                .node
                                .records()
                                .list(issuer, Optional.empty(), Optional.empty())
                                .items()
                                .stream()
                                .map(each -> UUID.fromString(each.required("id").stringValue()))
                                .toList());
    }

    private static Problem problem(Runnable work) {
        return catchThrowableOfType(Problem.class, work::run);
    }

    private static Pointers without(String pointer) {
        return Pointers.of(
                World.annotated().all().stream().filter(each -> !each.equals(pointer)).toList());
    }

    private static ObjectNode payload(String sdJwt) {
        var jws = sdJwt.substring(0, sdJwt.indexOf('~'));
        return (ObjectNode) Json.read(Base64Url.decode(jws.split("\\.", -1)[1]));
    }

    /** The same record, saying something else, signed by UNICEF. */
    private String resigned(String sdJwt, UnaryOperator<ObjectNode> change) {
        var payload = change.apply(payload(sdJwt));
        return Jws.sign(world.key("UNICEF"), SdJwt.TYPE, payload)
                + sdJwt.substring(sdJwt.indexOf('~'));
    }

    private static String disclosures(String sdJwt, UnaryOperator<List<String>> change) {
        var parts = List.of(sdJwt.split("~", -1));
        return change.apply(parts.subList(1, parts.size() - 1)).stream()
                .collect(Collectors.joining("~", parts.get(0) + "~", "~"));
    }

    private static String decoded(String disclosure) {
        return new String(Base64Url.decode(disclosure), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String encoded(String disclosure) {
        return Base64Url.encode(disclosure.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
