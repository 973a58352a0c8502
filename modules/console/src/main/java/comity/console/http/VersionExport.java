package comity.console.http;

import comity.console.AgreementsDesk;
import comity.documents.Press;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.parties.people.NotPermitted;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * One version of an agreement to take along: printed, with the terms attached in the octets of
 * their digest, or as the API has it. Who sees the page may have both.
 */
public class VersionExport extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient Visit visit;
    @Inject transient AgreementsDesk desk;
    @Inject transient Press press;

    /**
     * @throws NotPermitted if the officer may not read agreements
     * @throws Problem {@link KernelProblem#NOT_FOUND} if there is no such version, or not for the
     *     officer's entity
     * @throws MovedOn to the version's page if it cannot be printed, or not now
     */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var id = visit.parameter("id");
        int version = VersionNumber.in(visit.parameter("version"));
        boolean isPrinted = request.getRequestURI().equals(Addresses.AGREEMENT_PDF);
        var octets = isPrinted ? printed(id, version) : json(id, version);
        response.setContentType(isPrinted ? "application/pdf" : "application/json");
        // The id was read as one before this: nothing in it ends the header.
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"agreement-%s-v%d.%s\""
                        .formatted(id, version, isPrinted ? "pdf" : "json"));
        response.getOutputStream().write(octets);
    }

    private byte[] json(String id, int version) {
        return Json.write(desk.agreement(visit.officer(), id, OptionalInt.of(version)));
    }

    private byte[] printed(String id, int version) {
        var paper = desk.paper(visit.officer(), id, version);
        try {
            return press.print(visit.officer().entity(), paper);
        } catch (Problem refused) {
            if (refused.type() == KernelProblem.NOT_FOUND) {
                throw refused;
            }
            throw new MovedOn(
                    "/console/agreement?id=%s&version=%d&trouble=%s"
                            .formatted(id, version, refused.type().slug()));
        }
    }
}
