package comity.agreements;

import comity.kernel.ProblemType;

/** The problems of agreements and acts. */
public enum AgreementsProblem implements ProblemType {
    NOT_A_PARTY(
            "not-a-party",
            "The terms do not name the caller",
            403,
            "Only an entity that the terms name as a party can draft them."),
    TERMS_REFUSED(
            "terms-refused",
            "The terms break a rule",
            422,
            "The terms follow their schema, but not the rules of docs/protocol.md, section 8:"
                    + " `errors` lists each place as a JSON Pointer into the terms."),
    PARAMETERS_REFUSED(
            "parameters-refused",
            "A parameter does not fit the template",
            422,
            "The value of a parameter is missing, of another kind, out of its bounds, or makes"
                    + " terms that break a rule: `errors` lists each as a JSON Pointer into the"
                    + " content."),
    IDENTITY_NOT_PERMITTED(
            "identity-not-permitted",
            "The terms permit no identity",
            422,
            "The terms do not permit what identifies a record of a type that they name, so that"
                    + " nothing of it could ever be presented: they cannot be signed. `errors` names"
                    + " what is missing."),
    ACT_INVALID(
            "act-invalid",
            "The act does not verify",
            422,
            "The act is no compact JWS of type `comity-act+jwt` as docs/protocol.md, section 8"
                    + " says, or it is not signed with a valid key of use `agreement` of the entity"
                    + " that acts: `reason` says which."),
    ACT_OF_ANOTHER(
            "act-of-another",
            "The act is another entity's",
            403,
            "An entity hands in its own acts only."),
    ACT_ELSEWHERE(
            "act-elsewhere",
            "The act is about something else",
            422,
            "The act names another agreement, another version, or another digest than that of the"
                    + " terms: `errors` lists the members."),
    ACT_REPEATED(
            "act-repeated",
            "The act was counted before",
            409,
            "Each `jti` counts once. A retry of the call keeps its `Idempotency-Key`."),
    ALREADY_SIGNED(
            "already-signed",
            "The entity has signed this version",
            409,
            "The entity's signature under this version was accepted before."),
    ACT_UNTIMELY(
            "act-untimely",
            "The act cannot follow what was done before",
            409,
            "The agreement has come to a state in which the entity cannot do this: it has"
                    + " terminated, or suspended already, the term or the time for objection has ended,"
                    + " or a later version is open for signature. `detail` says which."),
    RESERVATION_WIDENS(
            "reservation-widens",
            "A reservation does not narrow the terms",
            422,
            "Reservations only narrow. `errors` names each part that would widen the terms, says"
                    + " nothing to them, or leaves nothing of them, as a JSON Pointer into the act."),
    TEXT_IN_PREPARATION(
            "text-in-preparation",
            "Another version is in preparation",
            409,
            "An agreement has one text in preparation at a time. Revise that one, or open it for"
                    + " signature first."),
    TEXT_IS_OPEN(
            "text-is-open",
            "The text is open for signature",
            409,
            "A text that is open for signature does not change. New terms are a new version."),
    TEXT_CHANGED(
            "text-changed",
            "The text has changed meanwhile",
            409,
            "Someone revised the text after it was read: read it again, and repeat the change on"
                    + " it.");

    private final String slug;
    private final String title;
    private final int status;
    private final String meaning;

    AgreementsProblem(String slug, String title, int status, String meaning) {
        this.slug = slug;
        this.title = title;
        this.status = status;
        this.meaning = meaning;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
