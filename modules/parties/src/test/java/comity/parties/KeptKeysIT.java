package comity.parties;

import static comity.parties.CallsIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.trust.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KeptKeysIT {

    private static final Duration TERM = Duration.ofDays(30);

    private static final String KEPT =
            """
            {"entities": [{"code": "UPU", "name": "Universal Postal Union",
              "identifier": "https://upu.example/", "areas": [],
              "keys": [{"uses": ["record"], "custody": "node"%s}]}]}
            """;

    private Samples node;

    @BeforeEach
    void open() {
        node = new Samples();
    }

    @AfterEach
    void close() {
        node.database.close();
    }

    private static JsonNode directory(String more) {
        return Json.read(KEPT.formatted(more).getBytes(StandardCharsets.UTF_8));
    }

    private <T> T run(Supplier<T> work) {
        return node.database.transactions().required(work);
    }

    private Optional<SigningKey> recordKey(String entity) {
        return run(() -> node.keptKeys().key(entity, KeyUse.RECORD, node.clock.instant()));
    }

    @Test
    void keepsAKeyForAnEntityWithoutASystemOfItsOwn() {
        var first = node.directory().load(directory(""));

        var listed = run(() -> node.parties.keysOf("UPU"));
        var key = recordKey("UPU").orElseThrow();
        assertThat(first.keys()).isEqualTo(1);
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).custody()).isEqualTo(Custody.NODE);
        assertThat(listed.get(0).uses()).containsExactly(KeyUse.RECORD);
        assertThat(listed.get(0).thumbprint()).isEqualTo(key.thumbprint());
        assertThat(listed.get(0).jwk().has("d")).isFalse();
        assertThat(listed.get(0).entry()).hasSize(43);
    }

    @Test
    void makesNoOtherWhileItKeepsOne() {
        node.directory().load(directory(""));

        assertThat(node.directory().load(directory("")).keys()).isZero();
        assertThat(run(() -> node.parties.keysOf("UPU"))).hasSize(1);
    }

    @Test
    void signsNothingMoreOnceTheKeyIsRevokedAndThenMakesAnother() {
        node.directory().load(directory(""));
        var thumbprint = recordKey("UPU").orElseThrow().thumbprint();
        run(() -> node.parties.revokeKey(thumbprint, Optional.empty(), Optional.empty()));

        assertThat(recordKey("UPU")).isEmpty();
        assertThat(node.directory().load(directory("")).keys()).isEqualTo(1);
        assertThat(recordKey("UPU").orElseThrow().thumbprint()).isNotEqualTo(thumbprint);
    }

    @Test
    void keepsAKeyForEachUseApart() {
        var forActs =
                Json.read(
                        KEPT.formatted("")
                                .replace("[\"record\"]", "[\"agreement\"]")
                                .getBytes(StandardCharsets.UTF_8));
        node.directory().load(directory(""));

        assertThat(node.directory().load(forActs).keys()).isEqualTo(1);
        assertThat(node.directory().load(forActs).keys()).isZero();

        var key =
                run(
                        () ->
                                node.keptKeys()
                                        .key("UPU", KeyUse.AGREEMENT, node.clock.instant())
                                        .orElseThrow());
        var listed = run(() -> node.parties.key(key.thumbprint()).orElseThrow());
        assertThat(listed.uses()).containsExactly(KeyUse.AGREEMENT);
        assertThat(listed.custody()).isEqualTo(Custody.NODE);
        assertThat(key.thumbprint()).isNotEqualTo(recordKey("UPU").orElseThrow().thumbprint());
        assertThat(run(() -> node.keptKeys().key("UPU", KeyUse.HTTP, node.clock.instant())))
                .isEmpty();
    }

    @Test
    void makesOneKeyForATermThatIsYetToBegin() {
        var ahead = directory(", \"nbf\": \"%s\"".formatted(Samples.NOW.plus(TERM)));

        assertThat(node.directory().load(ahead).keys()).isEqualTo(1);
        assertThat(node.directory().load(ahead).keys()).isZero();
        assertThat(recordKey("UPU")).isEmpty();
        node.clock.pass(TERM);
        assertThat(node.directory().load(ahead).keys()).isZero();
        assertThat(recordKey("UPU")).isPresent();
    }

    @Test
    void makesAnotherKeyForAnotherTermOnly() {
        var ending = directory(", \"exp\": \"%s\"".formatted(Samples.NOW.plus(TERM)));
        node.directory().load(ending);
        node.clock.pass(TERM);

        var over = node.directory().load(ending);

        assertThat(over.keys()).isZero();
        assertThat(over.differences()).singleElement().asString().contains("UPU", "is over");
        assertThat(recordKey("UPU")).isEmpty();
        assertThat(node.directory().load(directory("")).keys()).isEqualTo(1);
        assertThat(recordKey("UPU")).isPresent();
    }

    @Test
    void refusesATermThatIsOver() {
        assertRefused(directory(", \"exp\": \"%s\"".formatted(Samples.NOW)));
        assertThat(run(() -> node.parties.entity("UPU"))).isEmpty();
    }

    @Test
    void makesOneKeyWhereTwoNodesStartTogether() throws Exception {
        node.directory().load(directory(""));
        var revoked = recordKey("UPU").orElseThrow().thumbprint();
        run(() -> node.parties.revokeKey(revoked, Optional.empty(), Optional.empty()));
        var other = new CompletableFuture<Directory.Report>();

        var first =
                run(
                        () -> {
                            var made = node.directory().load(directory(""));
                            other.completeAsync(
                                    () -> node.directory().load(directory("")),
                                    work -> new Thread(work).start());
                            node.database.awaitLockWait();
                            return made;
                        });

        assertThat(first.keys()).isEqualTo(1);
        assertThat(other.get(1, TimeUnit.MINUTES).keys()).isZero();
        assertThat(run(() -> node.parties.keysOf("UPU"))).hasSize(2);
    }

    private RegisteredKey renew() {
        return run(() -> node.renew("UPU", KeyUse.RECORD));
    }

    private Set<KeyUse> renewable() {
        return run(() -> node.keptKeys().renewable("UPU", node.clock.instant()));
    }

    private void revoke(String thumbprint) {
        run(() -> node.parties.revokeKey(thumbprint, Optional.empty(), Optional.empty()));
    }

    @Test
    void keepsTheOneBeforeUntilItIsRevokedAndThenNeedsNoRestart() {
        node.directory().load(directory(""));
        var old = recordKey("UPU").orElseThrow().thumbprint();
        node.clock.pass(TERM);

        var made = renew();

        assertThat(recordKey("UPU").orElseThrow().thumbprint()).isEqualTo(made.thumbprint());
        assertThat(run(() -> node.parties.key(old).orElseThrow()).revokedAt()).isEmpty();
        revoke(old);
        assertThat(recordKey("UPU").orElseThrow().thumbprint()).isEqualTo(made.thumbprint());
        assertThat(node.directory().load(directory("")).keys()).isZero();
    }

    @Test
    void makesAnotherThoughTheLastIsRevoked() {
        node.directory().load(directory(""));
        revoke(recordKey("UPU").orElseThrow().thumbprint());
        assertThat(recordKey("UPU")).isEmpty();
        node.clock.pass(TERM);

        var made = renew();

        assertThat(recordKey("UPU").orElseThrow().thumbprint()).isEqualTo(made.thumbprint());
    }

    @Test
    void keepsNoMoreThanTwoThatAreValid() {
        node.directory().load(directory(""));
        var old = recordKey("UPU").orElseThrow().thumbprint();
        renew();

        assertThat(renewable()).isEmpty();
        assertProblem(this::renew, PartiesProblem.KEY_REFUSED);
        revoke(old);
        assertThat(renewable()).containsExactly(KeyUse.RECORD);
        renew();
        assertThat(run(() -> node.parties.keysOf("UPU"))).hasSize(3);
    }

    @Test
    void keepsToTheTermThatTheOperatorSet() {
        var end = Samples.NOW.plus(TERM);
        node.directory().load(directory(", \"exp\": \"%s\"".formatted(end)));

        assertThat(renew().expiresAt()).contains(end);
        node.clock.pass(TERM);
        assertThat(renewable()).isEmpty();
        assertProblem(this::renew, PartiesProblem.KEY_REFUSED);
    }

    @Test
    void makesNoneBeforeTheTermHasBegun() {
        node.directory().load(directory(", \"nbf\": \"%s\"".formatted(Samples.NOW.plus(TERM))));

        assertThat(renewable()).isEmpty();
        assertProblem(this::renew, PartiesProblem.KEY_REFUSED);
    }

    @Test
    void makesOneWhereTwoAskTogether() throws Exception {
        node.directory().load(directory(""));
        var other = new CompletableFuture<RegisteredKey>();

        run(
                () -> {
                    var made = node.renew("UPU", KeyUse.RECORD);
                    other.completeAsync(this::renew, work -> new Thread(work).start());
                    node.database.awaitLockWait();
                    return made;
                });

        assertThatThrownBy(() -> other.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(Problem.class);
        assertThat(run(() -> node.parties.keysOf("UPU"))).hasSize(2);
    }

    @Test
    void keepsNoneForAnEntityThatHasItsOwn() {
        assertThat(recordKey("WFP")).isEmpty();
        assertThat(recordKey("UNKNOWN")).isEmpty();
    }

    @Test
    void writesThePrivateHalfSealedOnly() {
        node.directory().load(directory(""));
        var secret = recordKey("UPU").orElseThrow().privateJwk().required("d").stringValue();

        var sealed =
                run(
                        () ->
                                (byte[])
                                        node.database
                                                .entityManager()
                                                .createNativeQuery(
                                                        "select sealed from parties_kept_key")
                                                .getSingleResult());

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(secret);
    }

    @Test
    void refusesAKeyThatIsSentAndOtherUses() {
        var sent = ", \"jwk\": " + Json.text(Samples.newKey().verificationKey().jwk());
        var more = KEPT.formatted("").replace("[\"record\"]", "[\"record\", \"agreement\"]");
        var messages = KEPT.formatted("").replace("[\"record\"]", "[\"http\"]");

        assertRefused(directory(sent));
        assertRefused(Json.read(more.getBytes(StandardCharsets.UTF_8)));
        assertRefused(Json.read(messages.getBytes(StandardCharsets.UTF_8)));
        assertThat(run(() -> node.parties.entity("UPU"))).isEmpty();
    }

    private void assertRefused(JsonNode directory) {
        var refused = catchThrowableOfType(Problem.class, () -> node.directory().load(directory));
        assertThat(refused.type()).isEqualTo(KernelProblem.INVALID_REQUEST);
    }
}
