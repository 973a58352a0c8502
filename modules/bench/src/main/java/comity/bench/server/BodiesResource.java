package comity.bench.server;

import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/**
 * Reads a body by key, and inserts one and commits: what any application on this server would do at
 * least.
 */
@Path("bodies")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BodiesResource {

    @PersistenceContext(unitName = "bench")
    EntityManager database;

    /** Makes the table. */
    @PUT
    @Transactional
    public String create() {
        database.createNativeQuery(
                        "create table if not exists bench_body (id uuid not null primary key, content varchar not null)")
                .executeUpdate();
        return "{}";
    }

    /** Reads one by its key. */
    @GET
    @Path("{id}")
    @Transactional
    public String read(@PathParam("id") UUID id) {
        var body = database.find(Body.class, id);
        if (body == null) {
            throw new NotFoundException();
        }
        return body.content();
    }

    /** Inserts one, and answers once it is committed. */
    @POST
    @Transactional
    public String insert(String content) {
        var id = UUID.randomUUID();
        database.persist(new Body(id, content));
        return "{\"id\":\"" + id + "\"}";
    }
}
