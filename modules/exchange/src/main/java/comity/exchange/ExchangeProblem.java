package comity.exchange;

import comity.kernel.ProblemType;

/** The problems of publishing, asking and withdrawing. */
public enum ExchangeProblem implements ProblemType {
    UNKNOWN_TYPE(
            "unknown-type",
            "The record type is not known",
            422,
            "No schema of this name and version is published by the node: see /schemas."),
    RECORD_INVALID(
            "record-invalid",
            "The record cannot be published",
            422,
            "The SD-JWT is not one that this node takes: the detail or `errors` say which rule of docs/protocol.md,"
                    + " section 3 it breaks."),
    RECORD_KNOWN(
            "record-known",
            "A record with this id exists",
            409,
            "The issuer published this `jti` before: a record is immutable, a correction is a new record."),
    RECORD_KEY_UNFIT(
            "record-key-unfit",
            "The record's key is not valid for it",
            422,
            "The record is not signed by a valid key of use `record` that belongs to its issuer, or to the centre that"
                    + " publishes it for it."),
    NODE_KEY_ABSENT(
            "node-key-absent",
            "The node keeps no record key for the entity",
            422,
            "Content without a signature can be published only by an entity whose record key the node keeps."),
    STATUS_PLACE_UNFIT(
            "status-place-unfit",
            "The status place is not the issuer's own",
            422,
            "The place in the status list was not reserved by this entity, or a record uses it already."),
    STATUS_PLACES_UNUSED(
            "status-places-unused",
            "Too many reserved places are unused",
            409,
            "An entity may have 10,000 reserved places that no record uses: use them first."),
    STATUS_FINAL(
            "status-final",
            "The status cannot change in this way",
            409,
            "A withdrawn or superseded record stays so; only a suspended one can be valid again."),
    STATUS_CHANGES_SPENT(
            "status-changes-spent",
            "The status has changed too often",
            409,
            "After 100 changes a record can only be withdrawn or superseded."),
    SUBJECT_INVALID(
            "subject-invalid",
            "The subject is not as the type's query schema says",
            422,
            "`errors` lists each place as a JSON Pointer into the request."),
    REQUEST_INVALID(
            "request-invalid",
            "The request cannot be decided",
            422,
            "A member of the request names something that is not known: `errors` lists each place."),
    MANDATE_MISSING(
            "mandate-missing",
            "No mandate covers this",
            403,
            "No mandate that the entity in `onBehalfOf` granted to the caller, and has not revoked, covers this act with"
                    + " this record type today."),
    EXCHANGE_REFUSED(
            "exchange-refused",
            "Nothing may be disclosed",
            403,
            "No agreement in force permits any of what was asked, from any entity: `answers` names, for each, the"
                    + " clause or the missing agreement. The refusal says nothing about any person."),
    DECISION_FINAL(
            "decision-final",
            "The time for a decision is over",
            409,
            "The issuer has decided before, which is final, or `decideBy` has passed."),
    APPROVAL_NOT_PERMITTED(
            "approval-not-permitted",
            "What was asked may not be disclosed any more",
            409,
            "An approval decides anew: no agreement in force permits any of it now, and `decision` says why. Nothing was"
                    + " done, and it waits until `decideBy`."),
    RELIANCE_INVALID(
            "reliance-invalid",
            "The reliance cannot be declared",
            422,
            "Reliance is declared by the asker, on a record and elements that the exchange disclosed.");

    private final String slug;
    private final String title;
    private final int status;
    private final String meaning;

    ExchangeProblem(String slug, String title, int status, String meaning) {
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
