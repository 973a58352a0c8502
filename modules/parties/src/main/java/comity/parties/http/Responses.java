package comity.parties.http;

import comity.kernel.Problem;
import comity.parties.Answer;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Turns answers into responses. */
public final class Responses {

    private Responses() {}

    /** The response that says an answer. */
    public static Response of(Answer answer) {
        var response =
                Response.status(answer.status())
                        .entity(answer.body())
                        .type(answer.isProblem() ? Problem.MEDIA_TYPE : MediaType.APPLICATION_JSON);
        answer.headers().forEach(response::header);
        return response.build();
    }
}
