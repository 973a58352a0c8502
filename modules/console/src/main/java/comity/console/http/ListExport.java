package comity.console.http;

import comity.console.Cell;
import comity.parties.people.NotPermitted;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A list as CSV (RFC 4180), in UTF-8 with a byte order mark, by which spreadsheets know it. */
public class ListExport extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient Lists lists;
    @Inject transient Visit visit;

    /**
     * @throws NotPermitted if the officer may not read the list
     */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var name = request.getRequestURI().substring(Addresses.CSV.length());
        var words = visit.words();
        var text = new StringBuilder("\uFEFF");
        text.append(
                line(
                        lists.columns(name).stream()
                                .map(column -> words.of("list." + name + "." + column))
                                .toList()));
        var all = lists.all(name);
        all.rows().forEach(row -> text.append(line(row.stream().map(Cell::text).toList())));
        if (all.isCut()) {
            // Or whoever reads the file takes it for the whole.
            text.append(line(List.of(words.of("list.cut", all.found()))));
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String line(List<String> fields) {
        return fields.stream().map(ListExport::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Quoted; what a spreadsheet would take for a formula is made text. */
    private static String field(String value) {
        var safe =
                !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
