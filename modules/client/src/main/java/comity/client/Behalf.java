package comity.client;

import comity.client.http.Binding;
import comity.client.http.Transport;
import comity.client.wire.Approval;
import comity.client.wire.DataRequest;
import comity.client.wire.Exchange;
import comity.client.wire.ExchangeDecided;
import comity.client.wire.Notice;
import comity.client.wire.Place;
import comity.client.wire.Published;
import comity.client.wire.StatusChange;
import comity.client.wire.StatusChanged;
import comity.kernel.Json;
import comity.kernel.Page;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a shared-service centre does for one client, under the mandates that the client granted it.
 * Each call is the centre's, which signs it, and names the client; the node refuses with {@code
 * mandate-missing} what no mandate covers now. Source: docs/protocol.md, section 8, "Mandates".
 */
public final class Behalf {

    private static final String MEMBER = "onBehalfOf";

    private final Comity centre;
    private final Transport transport;
    private final Binding binding = new Binding();
    private final RecordSigner records;
    private final String client;

    Behalf(Comity centre, Transport transport, RecordSigner records, String client) {
        this.centre = centre;
        this.transport = transport;
        this.records = records;
        this.client = client;
    }

    /** The code of the client. */
    public String client() {
        return client;
    }

    /**
     * Publishes a record of the client's that is signed here, with the centre's {@code record} key:
     * it says so itself, in its claim {@code act}.
     *
     * @param mandate the id of the mandate that lets it
     */
    public Published publish(RecordDraft draft, String mandate) {
        var schema = centre.schema(draft.type(), draft.version());
        var identifier = centre.entity(client).identifier();
        var signed = records.signFor(identifier, mandate, draft, schema, reservePlace());
        return transport.post(
                Comity.API + "/records",
                named(Json.object().put("sdJwt", signed)),
                Comity.WAITING,
                Published.class);
    }

    private Place reservePlace() {
        var body = named(Json.object().put("count", 1));
        return centre.places(body).get(0);
    }

    /** Changes the status of one of the client's records. */
    public StatusChanged changeStatus(String record, StatusChange change) {
        var body = named((ObjectNode) binding.tree(change));
        var path = Comity.API + "/records/" + record + "/status";
        return transport.post(path, body, Comity.WAITING, StatusChanged.class);
    }

    /** Asks for the client: its agreements decide, and its copies they are. */
    public Exchange ask(DataRequest request) {
        return centre.ask(request.onBehalfOf(client));
    }

    /** An exchange in which the client is the asker. */
    public Exchange exchange(String id) {
        return transport.get(Comity.API + "/exchanges/" + id, query(), Exchange.class);
    }

    /** A page of what awaits the client's approval, without what the centre asked itself. */
    public Page<Approval> approvals(Optional<String> after) {
        var query = query();
        after.ifPresent(cursor -> query.put("after", cursor));
        return centre.page(transport.json(Comity.API + "/approvals", query), Approval.class);
    }

    /** Approves for the client what awaits its word. */
    public ExchangeDecided approve(String exchange) {
        return decide(exchange, Json.object().put("decision", "approve"));
    }

    /** Refuses it. */
    public ExchangeDecided refuse(String exchange, String reasonCode) {
        var body = Json.object().put("decision", "refuse").put("reasonCode", reasonCode);
        return decide(exchange, body);
    }

    private ExchangeDecided decide(String exchange, ObjectNode body) {
        var path = Comity.API + "/exchanges/" + exchange + "/decision";
        return transport.post(path, named(body), Comity.WAITING, ExchangeDecided.class);
    }

    /** The client's feed, as far as the mandates cover it: as {@link Comity#notices}. */
    public Page<Notice> notices(Optional<String> after, Duration wait) {
        return centre.notices(query(), after, wait);
    }

    /** Says for the client that a notice has been read and acted on. */
    public Notice acknowledge(String notice) {
        var path = Comity.API + "/notices/" + notice + "/acknowledgement";
        return transport.post(path, named(Json.object()), Map.of(), Notice.class);
    }

    private ObjectNode named(ObjectNode body) {
        return body.put(MEMBER, client);
    }

    private Map<String, String> query() {
        return new TreeMap<>(Map.of(MEMBER, client));
    }
}
