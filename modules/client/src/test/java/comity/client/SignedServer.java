package comity.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import comity.kernel.Json;
import comity.trust.SigningKey;
import comity.trust.VerificationKey;
import comity.trust.http.ContentDigest;
import comity.trust.http.HttpRequest;
import comity.trust.http.HttpResponse;
import comity.trust.http.RequestSignature;
import comity.trust.http.ResponseSignature;
import comity.trust.http.SignedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * An HTTP server that verifies and signs with the real code of the protocol and answers whatever a
 * test says: not a node, only the other end of a connection.
 */
final class SignedServer implements AutoCloseable {

    /** What was received, verified. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Received(
            String method, String target, String idempotencyKey, String nonce, byte[] body) {

        JsonNode json() {
            return Json.read(body);
        }
    }

    /** What is sent: signed last, so that a test can break it before or after. */
    static final class Reply {

        int status = 200;
        String type = "application/json";
        byte[] content = "{}".getBytes(StandardCharsets.UTF_8);
        boolean signed = true;

        /** Sent in the place of what was signed. */
        byte[] tampered = new byte[0];

        /** Who signs. */
        Optional<SigningKey> key = Optional.empty();

        /** Signs for another request than this. */
        Optional<SignedRequest> forRequest = Optional.empty();

        /** Breaks the connection off. */
        boolean lost;

        Reply json(String text) {
            content = text.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        Reply problem(int code, String text) {
            status = code;
            type = "application/problem+json";
            return json(text);
        }
    }

    /** What a test answers. */
    interface Answers {
        Reply to(Received request) throws IOException;
    }

    final List<Received> received = new ArrayList<>();
    final List<SignedRequest> verified = new ArrayList<>();

    private final HttpServer server;
    private final SampleNode node;
    private final VerificationKey caller;
    private final Answers answers;

    SignedServer(SampleNode node, VerificationKey caller, Answers answers) throws IOException {
        this.node = node;
        this.caller = caller;
        this.answers = answers;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/comity", each -> open(each, node.discovery()));
        server.createContext("/.well-known/jwks.json", each -> open(each, node.jwks()));
        server.createContext("/", this::signed);
        server.start();
    }

    String authority() {
        return "localhost:" + server.getAddress().getPort();
    }

    URI uri() {
        return URI.create("http://" + authority());
    }

    private static void open(HttpExchange exchange, JsonNode document) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, 200, Json.write(document));
    }

    private void signed(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var target = exchange.getRequestURI();
        var headers = exchange.getRequestHeaders();
        var request =
                new HttpRequest(
                        exchange.getRequestMethod(),
                        authority(),
                        target.getRawPath(),
                        Optional.ofNullable(target.getRawQuery()),
                        name -> headers.getOrDefault(name, List.of()),
                        body.length > 0);
        var signature = RequestSignature.read(request);
        signature.requireContent(body);
        var verifiedRequest = signature.verify(caller);
        verified.add(verifiedRequest);
        var arrived =
                new Received(
                        exchange.getRequestMethod(),
                        target.toString(),
                        Optional.ofNullable(headers.getFirst("Idempotency-Key")).orElse(""),
                        signature.nonce(),
                        body);
        received.add(arrived);
        reply(exchange, answers.to(arrived), verifiedRequest);
    }

    private void reply(HttpExchange exchange, Reply reply, SignedRequest request)
            throws IOException {
        if (reply.lost) {
            exchange.close();
            return;
        }
        var fields = new TreeMap<String, String>();
        fields.put("content-type", reply.type);
        fields.put("content-digest", ContentDigest.of(reply.content));
        if (reply.signed) {
            var response =
                    new HttpResponse(
                            reply.status,
                            name -> Optional.ofNullable(fields.get(name)).stream().toList());
            var signature =
                    ResponseSignature.sign(
                            response,
                            reply.forRequest.orElse(request),
                            reply.key.orElse(node.message),
                            java.time.Instant.now());
            signature.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        }
        fields.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        send(exchange, reply.status, reply.tampered.length > 0 ? reply.tampered : reply.content);
    }

    private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
