package comity.ledger;

import java.util.Locale;

/** What an entry of the log is about. Source: docs/protocol.md, section 6. */
public enum EntryKind {
    PUBLICATION,
    DECISION,
    EXCHANGE,
    RELIANCE,
    STATUS,
    ACT,
    /** A new version of the sensitivity classes. */
    CLASSES,
    /** A key registered, revoked or compromised: the one kind that is written in clear. */
    KEY,
    REHEARSAL;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** As the log and receipts write it. */
    public String code() {
        return code;
    }
}
