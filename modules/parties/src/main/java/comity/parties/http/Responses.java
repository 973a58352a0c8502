package comity.parties.http;

import comity.parties.Answer;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Turns answers into responses. */
public final class Responses {

    /** RFC 9457. */
    public static final MediaType PROBLEM = new MediaType("application", "problem+json");

    private Responses() {}

    /** The response that says an answer. */
    public static Response of(Answer answer) {
        var response =
                Response.status(answer.status())
                        .entity(answer.body())
                        .type(answer.isProblem() ? PROBLEM : MediaType.APPLICATION_JSON_TYPE);
        answer.headers().forEach(response::header);
        return response.build();
    }
}
