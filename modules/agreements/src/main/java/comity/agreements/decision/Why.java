package comity.agreements.decision;

/**
 * Why something is refused or withheld. The codes are stable API. They stand in the order in which
 * a decision asks, so that the later one is the nearer miss.
 */
public enum Why {
    NO_AGREEMENT_IN_FORCE(
            "no-agreement-in-force",
            "No agreement that both entities signed is in force between them at this time."),
    AGREEMENT_SUSPENDED("agreement-suspended", "One of the two has suspended the agreement."),
    UNKNOWN_CONSTRAINT(
            "unknown-constraint",
            "The terms hold a constraint that this node does not know, so it cannot be met."),
    FLOW_NOT_AGREED("flow-not-agreed", "The terms do not let this issuer disclose to this asker."),
    RECORD_TYPE_NOT_AGREED("record-type-not-agreed", "The terms do not name this record type."),
    RECORD_TYPE_RESERVED(
            "record-type-reserved", "A reservation of one of the two excludes this record type."),
    PURPOSE_NOT_AGREED("purpose-not-agreed", "The terms do not name this purpose."),
    PURPOSE_RESERVED("purpose-reserved", "A reservation of one of the two excludes this purpose."),
    UNKNOWN_PROPERTY("unknown-property", "The record type has no such property."),
    NOT_COVERED("not-covered", "No category of the terms covers this property."),
    PROPERTY_RESERVED(
            "property-reserved", "A reservation of one of the two excludes this property."),
    UNKNOWN_CLASS(
            "unknown-class", "The class of the property or of the ceiling is none of this node's."),
    ABOVE_AGREED_CLASS(
            "above-agreed-class",
            "The property is more sensitive than the ceiling of its category."),
    ABOVE_RESERVED_CLASS(
            "above-reserved-class",
            "The property is more sensitive than a reservation of one of the two admits."),
    PURPOSE_NOT_ALLOWED_FOR_CLASS(
            "purpose-not-allowed-for-class",
            "The property's class may not be disclosed for this purpose."),
    LEGAL_BASIS_NOT_AGREED(
            "legal-basis-not-agreed", "The category does not admit this legal basis."),
    LEGAL_BASIS_RESERVED(
            "legal-basis-reserved", "A reservation of one of the two excludes this legal basis."),
    CONSENT_MISSING("consent-missing", "The subject's consent is needed and not declared."),
    CONSENT_PURPOSE_NOT_COVERED(
            "consent-purpose-not-covered", "The consent was not given for this purpose."),
    CONSENT_RECIPIENT_NOT_COVERED(
            "consent-recipient-not-covered", "The consent was not given for this recipient."),
    CONSENT_NOT_YET_GIVEN("consent-not-yet-given", "The consent is dated in the future."),
    CONSENT_EXPIRED("consent-expired", "The consent has expired."),
    APPROVAL_UNAVAILABLE(
            "approval-unavailable",
            "A person at the issuer would have to approve, which this node cannot ask for yet.");

    private final String code;
    private final String meaning;

    Why(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** As answers write it. */
    public String code() {
        return code;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }
}
