package comity.client;

/**
 * The signature by which another acceded: whose, and which, so that what is admitted is that act
 * with its reservations. Source: docs/protocol.md, section 8.
 *
 * @param entity the code of the one that acceded
 * @param jti of its act
 */
public record Accession(String entity, String jti) {}
