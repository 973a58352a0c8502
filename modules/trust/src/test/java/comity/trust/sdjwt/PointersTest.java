package comity.trust.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointersTest {

    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a, /a/b, true",
        "/a, /a/0/b, true",
        "/a, /ab, false",
        "/a/b, /a, false",
        "/a/*, /a, false",
        "/a/*, /a/0, true",
        "/a/*, /a/17/b, true",
        "/a/*, /a/*, true",
        "/a/*, /a/b, false",
        "/a/*, /a/, false",
        "/a/0, /a/*, false",
        "/a/*/b, /a/3/b/c, true",
        "/a/*/b, /a/3/c, false",
        "/*, /0, true",
        "/a~1b, /a~1b/c, true",
        "/a/, /a/, true",
        "/a/, /a/b, false",
        "'', /a, true",
        "'', '', true",
        "/a, '', false"
    })
    void coversItselfAndAllBelow(String above, String pointer, boolean covers) {
        assertThat(Pointers.covers(above, pointer)).isEqualTo(covers);
        assertThat(Pointers.of("/z", above).covers(pointer)).isEqualTo(covers);
    }

    @Test
    void knowsWhichPlacesItNames() {
        var pointers = Pointers.of("/a", "/b/*/c");
        assertThat(pointers.has("/a")).isTrue();
        assertThat(pointers.has("/b/12/c")).isTrue();
        assertThat(pointers.has("/b/*/c")).isTrue();
        assertThat(pointers.has("/b/12")).isFalse();
        assertThat(pointers.has("/b/12/c/d")).isFalse();
        assertThat(pointers.has("")).isFalse();
        assertThat(Pointers.none().covers("")).isFalse();
        assertThat(Pointers.none().isEmpty()).isTrue();
    }

    @Test
    void escapesNamesAndReadsThemBack() {
        var pointer = Pointers.child(Pointers.child("", "a/b~c"), 3);
        assertThat(pointer).isEqualTo("/a~1b~0c/3");
        assertThat(Pointers.segments(pointer)).containsExactly("a/b~c", "3");
        assertThat(Pointers.segments("")).isEmpty();
        assertThat(Pointers.segments("/")).containsExactly("");
        assertThat(Pointers.segments("/~01")).containsExactly("~1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "/~", "/~2", "/a~", "#/a"})
    void refusesWhatIsNoPointer(String pointer) {
        assertThat(Pointers.isWellFormed(pointer)).isFalse();
        assertThatThrownBy(() -> Pointers.of(pointer)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsEveryPlaceThatHasADisclosureOfItsOwn() {
        var places = Samples.ANNOTATED.in(Samples.content());

        assertThat(places)
                .containsExactly(
                        "/subject",
                        "/elements",
                        "/elements/academic",
                        "/elements/academic/0",
                        "/elements/academic/1",
                        "/elements/employment",
                        "/elements/employment/0",
                        "/posts",
                        "/posts/0",
                        "/posts/0/id",
                        "/posts/0/grade",
                        "/posts/1",
                        "/posts/1/id",
                        "/posts/1/grade");
        assertThat(Pointers.of(places).in(Samples.content())).isEqualTo(places);
    }

    @Test
    void goesOnIntoArraysWithinArrays() {
        var content = Samples.json("{\"a\": [[1, [2]], {\"b\": [3]}]}");
        assertThat(Pointers.of("/a").in(content))
                .containsExactly("/a", "/a/0", "/a/0/0", "/a/0/1", "/a/0/1/0", "/a/1");
    }
}
