package comity.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceTest {

    @Test
    void namesTheFailuresAndWhereTheyHappenedButNothingThatTheySay() {
        var failure =
                new IllegalStateException(
                        "no row for Achieng Wanjiru", new IllegalArgumentException("AK0123456"));

        var trace = Trace.of(failure);

        assertThat(trace)
                .contains("java.lang.IllegalStateException")
                .contains("caused by java.lang.IllegalArgumentException")
                .contains("TraceTest.java")
                .doesNotContain("Wanjiru")
                .doesNotContain("AK0123456");
    }
}
