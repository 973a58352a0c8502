package comity.console;

import comity.exchange.Exchanges;
import comity.exchange.Purposes;
import comity.kernel.Json;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.parties.people.Officer;
import comity.parties.people.Role;
import comity.schema.Annotated;
import comity.schema.RecordSchema;
import comity.schema.Schemas;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What would be decided: the same front door as {@code POST /decisions}, logged as a rehearsal. */
public final class SimulatorDesk {

    private static final Role[] USERS = {
        Role.DATA_PROTECTION_OFFICER, Role.SIGNATORY, Role.LEGAL_OFFICER, Role.VERIFICATION_OFFICER
    };

    /**
     * A question, without a subject.
     *
     * @param asker who would ask
     * @param from whom to ask; empty for all that an agreement connects, or for the officer's own
     *     entity where another asks
     * @param hasConsent whether the person consented to this purpose and to who asks
     * @param want pointers; empty for all that is permitted
     * @param at for when; empty for now
     * @param supposed a text as if all had signed it
     */
    public record Question(
            String type,
            String purpose,
            String legalBasis,
            String asker,
            String from,
            boolean hasConsent,
            List<String> want,
            Optional<Instant> at,
            Optional<Supposed> supposed) {

        public Question {
            want = List.copyOf(want);
        }
    }

    /** One version of an agreement, by the text of its id. */
    public record Supposed(String agreement, int version) {}

    private final Transactions transactions;
    private final Exchanges exchanges;
    private final Schemas schemas;
    private final Purposes purposes;
    private final InstantSource clock;

    public SimulatorDesk(
            Transactions transactions,
            Exchanges exchanges,
            Schemas schemas,
            Purposes purposes,
            InstantSource clock) {
        this.transactions = transactions;
        this.exchanges = exchanges;
        this.schemas = schemas;
        this.purposes = purposes;
        this.clock = clock;
    }

    /** Whether the officer may use it. */
    public boolean isOpenTo(Officer officer) {
        return officer.is(USERS);
    }

    /** The names of the record types. */
    public List<String> types(Officer officer) {
        officer.require(USERS);
        return schemas.recordTypes().stream().map(RecordSchema::name).sorted().toList();
    }

    /** The codes of the purposes for which one can ask. */
    public List<String> purposes(Officer officer) {
        officer.require(USERS);
        return purposes.document()
                .path("items")
                .valueStream()
                .map(each -> each.path("code").asString(""))
                .toList();
    }

    /** The properties of a record type that can be asked for apart, in the schema's order. */
    public List<String> properties(Officer officer, String type) {
        officer.require(USERS);
        return schemas.recordType(type)
                .map(schema -> schema.annotated().stream().map(Annotated::pattern).toList())
                .orElse(List.of());
    }

    /**
     * Decides.
     *
     * @throws Problem if the question cannot be decided
     */
    public ObjectNode decide(Officer officer, Question question) {
        officer.require(USERS);
        var body = Json.object();
        body.put("type", question.type());
        body.put("purpose", question.purpose());
        body.put("legalBasis", question.legalBasis());
        body.put("asker", question.asker());
        if (!question.from().isEmpty()) {
            body.putArray("from").add(question.from());
        }
        if (!question.want().isEmpty()) {
            var want = body.putArray("want");
            question.want().forEach(want::add);
        }
        if (question.hasConsent()) {
            var consent = body.putObject("consent");
            consent.put("reference", "rehearsed in the console");
            consent.putArray("purposes").add(question.purpose());
            consent.putArray("recipients").add(question.asker());
            // As of the day that is asked about, which may lie behind.
            var given = question.at().orElseGet(clock::instant);
            consent.put("givenAt", given.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        question.at().ifPresent(at -> body.put("at", at.toString()));
        question.supposed()
                .ifPresent(
                        text ->
                                body.put("agreement", text.agreement())
                                        .put("version", text.version()));
        return transactions.required(() -> exchanges.rehearse(officer.entity(), body)).body();
    }
}
