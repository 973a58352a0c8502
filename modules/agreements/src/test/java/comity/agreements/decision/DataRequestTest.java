package comity.agreements.decision;

import static comity.agreements.decision.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Problem;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class DataRequestTest {

    private static String[] wishes(int number) {
        return Collections.nCopies(number, "/elements").toArray(String[]::new);
    }

    @Test
    void wantsNoMoreThanALimit() {
        assertThat(request(wishes(DataRequest.MOST_WANTED)).want())
                .hasSize(DataRequest.MOST_WANTED);
        assertThatThrownBy(() -> request(wishes(DataRequest.MOST_WANTED + 1)))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> request("elements")).isInstanceOf(Problem.class);
    }

    @Test
    void isTheSameToAnotherIssuerButForItsName() {
        var request = request("/elements");
        var other = request.to("WHO");

        assertThat(other.issuer()).isEqualTo("WHO");
        assertThat(other.to("UNICEF")).isEqualTo(request);
    }
}
