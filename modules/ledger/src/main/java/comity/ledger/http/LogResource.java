package comity.ledger.http;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.http.Public;
import comity.ledger.Ledger;
import comity.ledger.LedgerSettings;
import comity.ledger.Log;
import comity.ledger.PreferredWait;
import comity.trust.Base64Url;
import comity.trust.TrustException;
import comity.trust.merkle.EntryBundle;
import comity.trust.merkle.Merkle;
import comity.trust.merkle.Tile;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The log as C2SP tlog-tiles serves one, with proofs made ready. Who may read it is {@link
 * LogAccess}'s to say, so the general gate lets everyone come here.
 */
@Path("/log")
@Public
@ReadersOnly
@RequestScoped
public class LogResource {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    @Inject Ledger ledger;
    @Inject Log log;
    @Inject LedgerSettings settings;
    @Inject LogAdmission admission;

    @GET
    @Path("/checkpoint")
    public Response checkpoint() {
        admission.require();
        return changing(log.checkpoint().orElseThrow(() -> nothing()), TEXT);
    }

    /** {@code tile/<L>/<N>[.p/<W>]} and {@code tile/entries/<N>[.p/<W>]}. */
    @GET
    @Path("/tile/{place: .+}")
    public Response tile(@PathParam("place") String place) {
        admission.require();
        var address = "tile/" + place;
        var bundle = EntryBundle.atPath(address);
        if (bundle.isPresent()) {
            return octets(log.bundle(bundle.get()), bundle.get().width());
        }
        var tile = Tile.atPath(address).orElseThrow(() -> nothing());
        return octets(log.tile(tile), tile.width());
    }

    /** The C2SP tlog-proof of a leaf, by its hash; {@code Prefer: wait=2} waits while it pends. */
    @GET
    @Path("/proof")
    public Response proof(
            @QueryParam("leaf") @Nullable String leaf,
            @HeaderParam("Prefer") @Nullable String prefer) {
        var reader = admission.require();
        var leafHash = leafHash(leaf);
        var patience = Optional.ofNullable(prefer).flatMap(PreferredWait::of).orElse(Duration.ZERO);
        var proof =
                patience.isZero()
                        ? ledger.proof(leafHash)
                        : ledger.awaitProof(reader, leafHash, patience);
        return changing(proof.orElseThrow(() -> nothing()), TEXT);
    }

    /** {@code {"from", "to", "proof": [<base64>…]}}: RFC 9162, section 2.1.4. */
    @GET
    @Path("/consistency")
    public Response consistency(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        admission.require();
        long first = size("from", from);
        long second = size("to", to);
        var json = Json.object().put("from", first).put("to", second);
        var hashes = json.putArray("proof");
        log.consistency(first, second)
                .orElseThrow(() -> nothing())
                .forEach(hash -> hashes.add(Base64.getEncoder().encodeToString(hash)));
        return changing(Json.write(json), MediaType.APPLICATION_JSON);
    }

    private static Response changing(Object entity, String type) {
        return Response.ok(entity, type).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }

    /** "This endpoint is immutable, so its caching headers SHOULD be long-lived." */
    private Response octets(Optional<byte[]> found, int width) {
        var octets = found.orElseThrow(() -> nothing());
        var scope = settings.open() ? "public" : "private";
        var age =
                width == Tile.FULL
                        ? ", max-age=31536000, immutable"
                        // A partial tile never changes either, but soon nobody asks for it.
                        : ", max-age=300";
        return Response.ok(octets, MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, scope + age)
                .build();
    }

    private static byte[] leafHash(@Nullable String leaf) {
        try {
            var hash = Base64Url.decode(leaf == null ? "" : leaf);
            if (hash.length == Merkle.HASH_BYTES) {
                return hash;
            }
        } catch (TrustException notBase64Url) {
            // Refused below.
        }
        throw Problem.of(
                KernelProblem.INVALID_REQUEST,
                "The parameter 'leaf' is a leaf's hash: 43 characters of base64url.");
    }

    private static long size(String name, @Nullable String text) {
        if (text == null || !SIZE.matcher(text).matches()) {
            throw Problem.of(
                    KernelProblem.INVALID_REQUEST,
                    "The parameter '%s' is a size of the log.".formatted(name));
        }
        return Long.parseLong(text);
    }

    private static Problem nothing() {
        return Problem.of(KernelProblem.NOT_FOUND, "The log has nothing here, or not yet.");
    }
}
