package comity.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** A keyed digest, base64url, of one identifier of a record's subject. */
@Entity
@Table(name = "exchange_subject")
@IdClass(SubjectDigestId.class)
public class SubjectDigest {

    @Id String issuer;
    @Id String digest;

    @Id
    @Column(name = "record_id")
    UUID record;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected SubjectDigest() {}

    SubjectDigest(String issuer, String digest, UUID record) {
        this.issuer = issuer;
        this.digest = digest;
        this.record = record;
    }
}
