package comity.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import comity.kernel.Json;
import comity.trust.http.ContentDigest;
import comity.trust.http.HttpRequest;
import comity.trust.http.HttpResponse;
import comity.trust.http.RequestSignature;
import comity.trust.http.ResponseSignature;
import comity.trust.http.SignedRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** The signed messages of the worked examples, and what their signatures are over. */
final class ExampleMessages {

    private static final String PATH = "/api/v1/exchanges";

    private final Map<String, String> files = new LinkedHashMap<>();

    static Map<String, String> of(ObjectNode request, ObjectNode answer) {
        var messages = new ExampleMessages();
        messages.get();
        var signed = messages.post(Json.write(request));
        messages.response(Json.write(answer), signed);
        return messages.files;
    }

    private void get() {
        var query = "after=0&wait=10";
        var request = request("GET", "/api/v1/notices", Optional.of(query), Map.of(), false);
        var signed =
                RequestSignature.sign(
                        request,
                        ProtocolExamples.key("WFP http"),
                        ProtocolExamples.NOW,
                        "ZXhhbXBsZS1ub25jZS0wMQ");
        files.put(
                "request-get.http",
                message("GET /api/v1/notices?" + query, host(), signed.fields(), ""));
        files.put(
                "request-get.base.txt",
                base(signed.fields(), name -> requestPart(name, request)) + "\n");
    }

    private SignedRequest post(byte[] content) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Content-Type", "application/json");
        fields.put("Content-Digest", ContentDigest.of(content));
        fields.put("Idempotency-Key", "case-4711-ask-1");
        var request = request("POST", PATH, Optional.empty(), fields, true);
        var signed =
                RequestSignature.sign(
                        request,
                        ProtocolExamples.key("WFP http"),
                        ProtocolExamples.NOW,
                        "ZXhhbXBsZS1ub25jZS0wMg");
        var head = host();
        head.putAll(fields);
        head.put("Prefer", "wait=2");
        files.put(
                "request-post.http",
                message("POST " + PATH, head, signed.fields(), new String(content, UTF_8)));
        files.put(
                "request-post.base.txt",
                base(signed.fields(), name -> requestPart(name, request)) + "\n");
        return signed;
    }

    private void response(byte[] content, SignedRequest request) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Content-Type", "application/json");
        fields.put("Content-Digest", ContentDigest.of(content));
        var response = new HttpResponse(200, name -> lines(fields, name));
        var signature =
                ResponseSignature.sign(
                        response,
                        request,
                        ProtocolExamples.key("node message"),
                        ProtocolExamples.NOW.plusSeconds(2));
        var head = new StringBuilder("HTTP/1.1 200 OK\n");
        fields.forEach((name, value) -> head.append(name).append(": ").append(value).append('\n'));
        signature.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append('\n'));
        files.put("response.http", head + "\n" + new String(content, UTF_8) + "\n");

        var requestFile = files.getOrDefault("request-post.http", "");
        files.put(
                "response.base.txt",
                base(
                                signature,
                                name ->
                                        name.equals("\"@status\"")
                                                ? "200"
                                                : name.contains(";req")
                                                        ? ofRequest(name, requestFile)
                                                        : value(fields, name))
                        + "\n");
    }

    /**
     * RFC 9421, section 2.5, written a second time, so that the code is not compared with itself.
     */
    private static String base(Map<String, String> signature, UnaryOperator<String> values) {
        var input = signature.getOrDefault("Signature-Input", "").substring("comity=".length());
        var base = new StringBuilder();
        for (var name : input.substring(1, input.indexOf(')')).split(" ", -1)) {
            base.append(name).append(": ").append(values.apply(name)).append('\n');
        }
        return base.append("\"@signature-params\": ").append(input).toString();
    }

    private static String requestPart(String name, HttpRequest request) {
        return switch (name) {
            case "\"@method\"" -> request.method();
            case "\"@authority\"" -> request.authority();
            case "\"@path\"" -> request.path();
            case "\"@query\"" -> "?" + request.query().orElse("");
            default -> request.fields().apply(name.replace("\"", "")).get(0);
        };
    }

    private static String ofRequest(String name, String request) {
        return switch (name) {
            case "\"@method\";req" -> "POST";
            case "\"@authority\";req" -> ProtocolExamples.AUTHORITY;
            case "\"@path\";req" -> PATH;
            case "\"@query\";req" -> "?";
            case "\"signature\";req;key=\"comity\"" ->
                    header(request, "signature").substring("comity=".length());
            default -> header(request, name.substring(1, name.indexOf('"', 1)));
        };
    }

    private static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    private static HttpRequest request(
            String method,
            String path,
            Optional<String> query,
            Map<String, String> fields,
            boolean hasContent) {
        return new HttpRequest(
                method,
                ProtocolExamples.AUTHORITY,
                path,
                query,
                name -> lines(fields, name),
                hasContent);
    }

    private static Map<String, String> host() {
        var head = new LinkedHashMap<String, String>();
        head.put("Host", ProtocolExamples.AUTHORITY);
        return head;
    }

    private static String message(
            String line, Map<String, String> head, Map<String, String> signature, String content) {
        var text = new StringBuilder(line).append(" HTTP/1.1\n");
        head.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        signature.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.append('\n').append(content).append(content.isEmpty() ? "" : "\n").toString();
    }

    private static String value(Map<String, String> fields, String quoted) {
        return lines(fields, quoted.replace("\"", "")).get(0);
    }

    private static List<String> lines(Map<String, String> fields, String name) {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().toLowerCase(Locale.ROOT).equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }
}
