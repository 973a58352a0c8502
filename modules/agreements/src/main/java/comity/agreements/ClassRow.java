package comity.agreements;

import comity.agreements.decision.OnwardSharing;
import comity.agreements.decision.SensitivityClass;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Period;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row: a sensitivity class. */
@Entity
@Table(name = "agreements_class")
@SuppressWarnings("NullAway.Init") // Fields that Persistence fills.
class ClassRow {

    @Id String code;

    @Column(name = "class_rank")
    int rank;

    boolean consent;
    boolean approval;

    @Column(name = "second_person")
    boolean secondPerson;

    @Column(name = "longest_retention")
    @Nullable String longestRetention;

    @Column(name = "onward_sharing")
    String onwardSharing;

    /** Separated by spaces. */
    @Nullable String purposes;

    @Column(name = "breach_notice_hours")
    @Nullable Integer breachNoticeHours;

    SensitivityClass toClass() {
        return new SensitivityClass(
                code,
                rank,
                new SensitivityClass.Controls(
                        consent,
                        approval,
                        secondPerson,
                        Optional.ofNullable(longestRetention).map(Period::parse),
                        // What is not understood is not allowed.
                        OnwardSharing.of(onwardSharing).orElse(OnwardSharing.PROHIBITED),
                        purposes == null ? Set.of() : Set.of(purposes.split(" ")),
                        breachNoticeHours == null
                                ? OptionalInt.empty()
                                : OptionalInt.of(breachNoticeHours)));
    }
}
