package comity.console.http;

import comity.console.DraftsDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The templates to choose from, and the one that was chosen. */
@Named("templates")
@RequestScoped
public class TemplatesPage {

    /**
     * A template.
     *
     * @param language of its title and summary
     */
    public record TemplateLine(
            String title,
            String summary,
            String language,
            String area,
            String level,
            boolean isReviewed,
            String link) {}

    @Inject Visit visit;
    @Inject DraftsDesk desk;
    @Inject DraftText text;

    private DraftWords words() {
        return new DraftWords(visit.words());
    }

    /** Whether one is yet to be chosen. */
    public boolean isToChoose() {
        return text.chosen().isEmpty();
    }

    /** Whether the text from which one begins was made without a template. */
    public boolean isWithout() {
        return text.isWithoutTemplate();
    }

    public List<TemplateLine> all() {
        var words = words();
        return desk.templates(visit.officer()).stream()
                .map(
                        each ->
                                new TemplateLine(
                                        words.own(each.title()),
                                        words.own(each.about()),
                                        words.languageOf(each.title()),
                                        visit.words().code("area", each.area()),
                                        visit.words().code("class", each.sensitivity()),
                                        each.isReviewed(),
                                        "/console/agreement-draft?template="
                                                + each.id()
                                                + agreement()))
                .toList();
    }

    private String agreement() {
        if (text.isNew()) {
            return "";
        }
        return "&id="
                + text.id()
                + (text.version() > 0 ? "&version=" + text.version() : "&after=" + text.after());
    }

    /** The name of the one that was chosen. */
    public String title() {
        return text.chosen().map(each -> words().own(each.title())).orElse("");
    }

    /** The language of its name. */
    public String language() {
        return text.chosen().map(each -> words().languageOf(each.title())).orElse("en");
    }

    /** Whether no lawyer has reviewed its prose. */
    public boolean isUnreviewed() {
        return text.chosen().filter(each -> !each.isReviewed()).isPresent();
    }
}
