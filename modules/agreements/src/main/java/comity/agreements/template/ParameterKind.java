package comity.agreements.template;

import comity.kernel.Problem.Violation;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What a parameter can be: which values it takes, and how prose says them. */
public enum ParameterKind {
    /** Codes of entities. */
    ENTITIES {
        @Override
        void check(Parameter parameter, JsonNode value, String at, List<Violation> violations) {
            checkEach(
                    value,
                    at,
                    violations,
                    each -> each.matches("[A-Za-z0-9]+(-[A-Za-z0-9]+)*") && each.length() <= 40,
                    "is no code of an entity");
            checkSize(parameter, value, at, violations);
        }

        @Override
        String words(Parameter parameter, JsonNode value, String language) {
            return joined(value, ", ", Function.identity());
        }
    },

    /** One of some options. */
    CHOICE {
        @Override
        void check(Parameter parameter, JsonNode value, String at, List<Violation> violations) {
            if (!value.isString() || !parameter.options().containsKey(value.stringValue())) {
                violations.add(new Violation(at, "is none of " + parameter.options().keySet()));
            }
        }

        @Override
        String words(Parameter parameter, JsonNode value, String language) {
            return option(parameter, value.stringValue(), language);
        }
    },

    /** One or more of some options, in an order. */
    CHOICES {
        @Override
        void check(Parameter parameter, JsonNode value, String at, List<Violation> violations) {
            checkEach(
                    value,
                    at,
                    violations,
                    parameter.options()::containsKey,
                    "is none of " + parameter.options().keySet());
        }

        @Override
        String words(Parameter parameter, JsonNode value, String language) {
            return joined(value, "; ", code -> option(parameter, code, language));
        }
    },

    /** A period of years, months, weeks and days. */
    PERIOD {
        @Override
        void check(Parameter parameter, JsonNode value, String at, List<Violation> violations) {
            var days = Optional.ofNullable(value.stringValue(null)).flatMap(ParameterKind::days);
            if (days.isEmpty()) {
                violations.add(new Violation(at, "is no period such as P1Y6M"));
                return;
            }
            var bounds = parameter.bounds();
            var shortest = bounds.required("shortest").stringValue();
            var longest = bounds.required("longest").stringValue();
            if (days.get() < days(shortest).orElseThrow()
                    || days.get() > days(longest).orElseThrow()) {
                violations.add(
                        new Violation(at, "is not from %s to %s".formatted(shortest, longest)));
            }
        }

        @Override
        String words(Parameter parameter, JsonNode value, String language) {
            var period = Period.parse(value.stringValue());
            var french = language.equals("fr");
            var parts = new ArrayList<String>();
            count(parts, period.getYears(), french ? "an" : "year", "s");
            count(parts, period.getMonths(), french ? "mois" : "month", french ? "" : "s");
            count(parts, period.getDays(), french ? "jour" : "day", "s");
            return String.join(french ? " et " : " and ", parts);
        }
    },

    /** A whole number. */
    INTEGER {
        @Override
        void check(Parameter parameter, JsonNode value, String at, List<Violation> violations) {
            int least = parameter.bounds().required("least").intValue();
            int most = parameter.bounds().required("most").intValue();
            if (!value.isIntegralNumber()
                    || !value.canConvertToInt()
                    || value.intValue() < least
                    || value.intValue() > most) {
                violations.add(
                        new Violation(
                                at, "is no whole number from %d to %d".formatted(least, most)));
            }
        }

        @Override
        String words(Parameter parameter, JsonNode value, String language) {
            return Integer.toString(value.intValue());
        }
    },

    /** A day. */
    DATE {
        @Override
        void check(Parameter parameter, JsonNode value, String at, List<Violation> violations) {
            try {
                LocalDate.parse(value.stringValue(""));
            } catch (DateTimeParseException none) {
                violations.add(new Violation(at, "is no day such as 2027-01-31"));
            }
        }

        @Override
        String words(Parameter parameter, JsonNode value, String language) {
            var day = LocalDate.parse(value.stringValue());
            var said =
                    day.format(
                            DateTimeFormatter.ofPattern(
                                    "d MMMM uuuu", Locale.forLanguageTag(language)));
            return language.equals("fr") && day.getDayOfMonth() == 1
                    ? said.replaceFirst("^1 ", "1er ")
                    : said;
        }
    },

    /** Free text, each with a title and a language; what it says is checked with the terms. */
    ANNEXES {
        @Override
        void check(Parameter parameter, JsonNode value, String at, List<Violation> violations) {
            int most = parameter.bounds().required("most").intValue();
            if (!value.isArray() || value.isEmpty() || value.size() > most) {
                violations.add(new Violation(at, "is no list of 1 to %d annexes".formatted(most)));
            }
        }

        @Override
        String words(Parameter parameter, JsonNode value, String language) {
            return joined(value, "; ", Function.identity());
        }
    };

    static ParameterKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Adds what is wrong with a value. */
    abstract void check(Parameter parameter, JsonNode value, String at, List<Violation> violations);

    /** What prose says for a value that passed. */
    abstract String words(Parameter parameter, JsonNode value, String language);

    private static void checkEach(
            JsonNode value,
            String at,
            List<Violation> violations,
            java.util.function.Predicate<String> fits,
            String otherwise) {
        if (!value.isArray() || value.isEmpty()) {
            violations.add(new Violation(at, "is no list of at least one"));
            return;
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < value.size(); i++) {
            var each = value.get(i).stringValue(null);
            if (each == null || !fits.test(each)) {
                violations.add(new Violation(at + "/" + i, otherwise));
            } else if (!seen.add(each)) {
                violations.add(new Violation(at + "/" + i, "is there twice"));
            }
        }
    }

    private static void checkSize(
            Parameter parameter, JsonNode value, String at, List<Violation> violations) {
        int least = parameter.bounds().required("least").intValue();
        int most = parameter.bounds().required("most").intValue();
        if (value.isArray() && (value.size() < least || value.size() > most)) {
            violations.add(new Violation(at, "has not %d to %d".formatted(least, most)));
        }
    }

    private static Optional<Long> days(String period) {
        try {
            var parsed = Period.parse(period);
            long days = LocalDate.EPOCH.plus(parsed).toEpochDay();
            return parsed.isNegative() ? Optional.empty() : Optional.of(days);
        } catch (DateTimeException | ArithmeticException none) {
            return Optional.empty();
        }
    }

    private static void count(List<String> parts, int number, String unit, String plural) {
        if (number > 0) {
            parts.add(number + " " + unit + (number > 1 ? plural : ""));
        }
    }

    private static String option(Parameter parameter, String code, String language) {
        var words = parameter.options().get(code);
        if (words == null) {
            throw new IllegalArgumentException(code + " is no option of " + parameter.name());
        }
        return words.in(language);
    }

    private static String joined(JsonNode values, String between, Function<String, String> words) {
        var said = new ArrayList<String>();
        values.forEach(each -> said.add(words.apply(each.stringValue(""))));
        return String.join(between, said);
    }
}
