package comity.trust.statuslist;

import comity.trust.TrustException;

/** What a status list says of a record: two bits. Source: docs/protocol.md, section 7. */
public enum RecordStatus {
    VALID(0x00),

    /** Withdrawn, or superseded by another record: final. */
    WITHDRAWN(0x01),

    /** For the time being. */
    SUSPENDED(0x02);

    private final int bits;

    RecordStatus(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    static RecordStatus of(int bits) {
        return switch (bits) {
            case 0x00 -> VALID;
            case 0x01 -> WITHDRAWN;
            case 0x02 -> SUSPENDED;
            default -> throw new TrustException("status-unknown", "The status 0x03 means nothing.");
        };
    }
}
