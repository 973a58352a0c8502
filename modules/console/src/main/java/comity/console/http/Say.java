package comity.console.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;

/** The words of the visitor's language, as views call them. */
@Named("t")
@RequestScoped
public class Say {

    @Inject Visit visit;

    public String of(String key) {
        return visit.words().of(key);
    }

    public String of(String key, Object first) {
        return visit.words().of(key, first);
    }

    public String of(String key, Object first, Object second) {
        return visit.words().of(key, first, second);
    }

    /** Of a code that the protocol defines; the code itself where there are no words for it. */
    public String code(String family, String code) {
        return visit.words().code(family, code);
    }

    public String time(Instant at) {
        return visit.words().time(at);
    }

    public String number(long number) {
        return visit.words().number(number);
    }
}
