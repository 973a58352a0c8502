package comity.ledger;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;

/**
 * Decides who reads the log over HTTP where it is not public. An extension point: the module that
 * verifies signed requests implements it as a bean. Without one, a log that is not public is read
 * by nobody.
 */
public interface LogReaders {

    /**
     * Lets the request pass by returning. Runs as part of a request filter, after the request was
     * matched: the implementation verifies the signature itself (the log's resource is marked
     * public to the general gate) and leaves what the response's signature needs.
     *
     * @throws comity.kernel.Problem when the request is not signed, or not by an entity or witness
     */
    void admit(ContainerRequestContext request) throws IOException;

    /**
     * Who reads, where the log is public too: the code of the entity that signed the request, else
     * the address that it came from. Counts how many requests of one reader wait at once.
     */
    String reader();
}
