package comity.parties;

import comity.kernel.Page;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The directory: entities and their keys. Every method joins the current transaction. */
public final class Parties {

    /** Registers an entity. */
    public Entity register(EntityRegistration registration) {
        throw new UnsupportedOperationException("soon");
    }

    /** Registers a key that is already authorised, and logs it. */
    public RegisteredKey registerKey(KeyRegistration registration) {
        throw new UnsupportedOperationException("soon");
    }

    /** The entity with a code. */
    public Optional<Entity> entity(String code) {
        throw new UnsupportedOperationException("soon");
    }

    /** The entity with an identifier. */
    public Optional<Entity> byIdentifier(URI identifier) {
        throw new UnsupportedOperationException("soon");
    }

    /** The key with a thumbprint, valid or not. */
    public Optional<RegisteredKey> key(String thumbprint) {
        throw new UnsupportedOperationException("soon");
    }

    /** All keys of an entity, revoked ones too. */
    public List<RegisteredKey> keysOf(String code) {
        throw new UnsupportedOperationException("soon");
    }

    /** Entities in the order of their codes. */
    public Page<Entity> list(Optional<String> after) {
        throw new UnsupportedOperationException("soon");
    }
}
